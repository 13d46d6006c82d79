package io.sealstream.systemtests.faults;

import java.io.IOException;

/** A process that is stopped (SIGSTOP) until this is closed; it holds its connections. */
public final class Stopped implements AutoCloseable {
    private final ProcessHandle process;

    public Stopped(ProcessHandle process) {
        this.process = process;
        signal("STOP");
    }

    @Override
    public void close() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit =
                    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("no signal " + name + " for " + process.pid());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
