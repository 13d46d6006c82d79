package io.sealstream.devstack.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.devstack.launcher.layout.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir Path home;
    private Layout layout;

    @BeforeEach
    void makeFolder() throws Exception {
        layout = new Layout(home, home.resolve(".sealstream"));
        Files.createDirectories(layout.run());
    }

    @Test
    void aNotedProcessIsFoundAgain() throws Exception {
        PidFile file = new PidFile(layout, "x");

        file.write(ProcessHandle.current());

        assertThat(file.running()).contains(ProcessHandle.current());
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTakenForIt() throws Exception {
        PidFile file = new PidFile(layout, "x");

        Files.writeString(
                layout.run().resolve("x.pid"),
                ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");

        assertThat(file.noted()).isTrue();
        assertThat(file.running()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotedDoesNotDependOnTheClock() throws Exception {
        new PidFile(layout, "x").write(ProcessHandle.current());

        String noted = Files.readAllLines(layout.run().resolve("x.pid")).get(1);

        assertThat(noted).matches("[0-9a-f-]{36} [0-9]+");
    }
}
