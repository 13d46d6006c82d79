package io.sealstream.systemtests.faults;

import io.sealstream.protocol.ServiceName;
import io.sealstream.systemtests.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Ends processes with SIGKILL at moments of chance. */
public final class Killer {
    private static final Duration READY = Duration.ofMinutes(2);

    private final Stack stack;
    private final RandomGenerator chance;

    public Killer(Stack stack, RandomGenerator chance) {
        this.stack = stack;
        this.chance = chance;
    }

    /** Kills at some moment after what is killed is ready for work. */
    public void killOnceReady(Target target, Duration within) throws Exception {
        for (ServiceName process : target.processes()) {
            stack.awaitReady(process, READY);
        }
        killSoon(target, within);
    }

    /** Kills at some moment, ready or not. */
    public void killSoon(Target target, Duration within) throws Exception {
        TimeUnit.MILLISECONDS.sleep(chance.nextLong(within.toMillis()));
        List<ProcessHandle> victims = new ArrayList<>();
        for (ServiceName process : target.processes()) {
            victims.add(stack.awaitProcess(process));
        }
        end(victims);
    }

    /** As when the machine loses power: the process that starts the others again ends first. */
    public void killWithSupervisor(Duration within) throws Exception {
        awaitAll();
        TimeUnit.MILLISECONDS.sleep(chance.nextLong(within.toMillis()));
        List<ProcessHandle> victims = new ArrayList<>();
        victims.add(stack.supervisor());
        for (ServiceName process : Target.all()) {
            victims.add(stack.awaitProcess(process));
        }
        end(victims);
        stack.up();
    }

    /** Waits until all of the system works again. */
    public void awaitAll() throws InterruptedException {
        for (ServiceName process : Target.all()) {
            stack.awaitReady(process, READY);
        }
    }

    private static void end(List<ProcessHandle> victims) throws Exception {
        for (ProcessHandle victim : victims) {
            if (!victim.destroyForcibly() && victim.isAlive()) {
                throw new IllegalStateException("a process could not be killed");
            }
        }
        for (ProcessHandle victim : victims) {
            victim.onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
