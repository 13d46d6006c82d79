package io.sealstream.systemtests.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Things done again and again side by side until they are told to stop. */
public final class Hands {
    /** One of the things. */
    public interface Work {
        void once() throws Exception;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean stopped;

    public void keepDoing(Work work) {
        working.add(
                threads.submit(() -> {
                    while (!stopped) {
                        work.once();
                    }
                    return null;
                }));
    }

    /** Lets each finish what it is at; whatever failed fails here. */
    public void stop() throws ExecutionException, InterruptedException {
        stopped = true;
        for (Future<?> work : working) {
            work.get();
        }
        threads.shutdown();
    }
}
