package io.sealstream.systemtests.fuzz;

import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Watches one service's process from outside while it is sent requests. */
public final class Bystander {
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private final ServiceName service;
    private final ProcessHandle process;
    private final Path log;
    private final long logged;
    private final long heap;
    private final long files;

    private Bystander(ServiceName service, ProcessHandle process, Path log)
            throws IOException, InterruptedException {
        this.service = service;
        this.process = process;
        this.log = log;
        this.logged = Files.size(log);
        this.heap = liveHeap();
        this.files = openFiles();
    }

    /** Notes how the process is. */
    public static Bystander watch(Stack stack, Listener listener)
            throws IOException, InterruptedException {
        ServiceName service = listener.owner();
        Path log = stack.state().resolve("logs").resolve(service.label() + ".log");
        return new Bystander(service, stack.awaitProcess(service), log);
    }

    /** Whether it is still the same process. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lines of the log since then that are part of a stack trace, or an error. */
    public List<String> tracesSince() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(logged);
            byte[] added = new byte[Math.toIntExact(file.length() - logged)];
            file.readFully(added);
            return new String(added, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("\tat ") || line.contains(" ERROR "))
                    .limit(20)
                    .toList();
        }
    }

    /** Bytes of the heap that are in use now and were not then. */
    public long heapGrown() throws IOException, InterruptedException {
        return liveHeap() - heap;
    }

    /** Files and sockets that are open now and were not then; both may settle for a while. */
    public long filesGrown() throws IOException, InterruptedException {
        long grown = openFiles() - files;
        for (int i = 0; i < 100 && grown > 20; i++) {
            TimeUnit.MILLISECONDS.sleep(200);
            grown = openFiles() - files;
        }
        return grown;
    }

    private long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", "" + process.pid(), "fd"))) {
            return open.count();
        }
    }

    /** What is left after a collection: the sum of a histogram of live objects. */
    private long liveHeap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram =
                new ProcessBuilder(jcmd.toString(), "" + process.pid(), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        histogram.waitFor();
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IllegalStateException(text);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public String toString() {
        return service.label();
    }
}
