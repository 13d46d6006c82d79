package io.sealstream.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.operator.VaultKeysServer;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.ServiceName;
import io.sealstream.testkit.TestPki;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorCommandTest {
    private static final DeviceId DEVICE = new DeviceId("acme", "sensor-1");

    @TempDir Path folder;
    private VaultKeysServer server;
    private Path identity;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void open() throws Exception {
        TestPki pki = new TestPki();
        server = new VaultKeysServer(pki, ServiceName.VAULT_KEYS);
        identity = VaultKeysServer.identity(pki, new OperatorId("alice"), folder.resolve("alice"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "token", "list", "status", "revoke"})
    void everySubcommandExplainsItself(String name) {
        assertThat(execute(List.of(name, "--help"))).isZero();
        assertThat(out.toString()).contains("Usage: sealstream-operator " + name);
    }

    @Test
    void tokenStandsAloneOnStandardOutput() {
        assertThat(run("register", "acme/sensor-1")).isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines(server.token(DEVICE));
        assertThat(err.toString()).contains("registered acme/sensor-1", "2026-11-22T10:00:00Z");
    }

    @Test
    void tokenGoesToAFileForItsOwnerAlone() throws Exception {
        // Given
        Path file = folder.resolve("token");
        Files.writeString(file, "an old one");

        // When
        int exit = run("register", "acme/sensor-1", "--token-file", file.toString());

        // Then
        String token = server.token(DEVICE);
        assertThat(exit).isZero();
        assertThat(file).content().isEqualToIgnoringNewLines(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(out + "" + err).contains(file.toString()).doesNotContain(token);
        assertThat(folder).isDirectoryNotContaining("glob:**/.token*");
    }

    @Test
    void nothingIsRegisteredWhenTheTokenFileCannotBeMade() {
        int exit = run("register", "acme/sensor-1", "--token-file", folder + "/none/token");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("status", "acme/sensor-1")).isEqualTo(3);
    }

    @Test
    void refusedTokenLeavesNoFileBehind() {
        assertThat(run("token", "acme/sensor-1", "--token-file", folder + "/token")).isEqualTo(3);

        assertThat(folder).isDirectoryNotContaining("glob:**token*");
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() {
        // Given
        Writer full =
                new StringWriter() {
                    @Override
                    public void flush() {}
                };
        PrintWriter broken =
                new PrintWriter(full) {
                    @Override
                    public boolean checkError() {
                        return true;
                    }
                };
        err = new StringWriter();

        // When
        int exit =
                OperatorCommand.commandLine()
                        .setOut(broken)
                        .setErr(new PrintWriter(err))
                        .execute(arguments("register", "acme/sensor-1"));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("'token' makes a new token");
    }

    @Test
    void devicesAreListedAsATableAndAsJsonLines() {
        run("register", "acme/sensor-1");
        run("register", "acme/sensor-2");
        run("revoke", "acme/sensor-2");

        assertThat(run("list", "acme")).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("DEVICE"),
                        first -> assertThat(first).matches("sensor-1 +registered +\\S+Z +-"),
                        second -> assertThat(second).matches("sensor-2 +revoked +\\S+Z +-"));

        assertThat(run("list", "acme", "--json")).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"version\":1,\"tenant\":\"acme\""));
    }

    @Test
    void oneDeviceIsShownAndRevoked() {
        run("register", "acme/sensor-1");

        assertThat(run("revoke", "acme/sensor-1")).isZero();
        assertThat(out.toString()).startsWith("revoked acme/sensor-1 at 2026-11-21T10:00:00Z");
        assertThat(run("status", "acme/sensor-1")).isZero();
        assertThat(out.toString()).contains("status       revoked since 2026-11-21T10:00:00Z");
    }

    @Test
    void exitCodesSayWhatHappenedInOneLine() {
        run("register", "acme/sensor-1");

        assertThat(run("register", "acme/sensor-1")).isEqualTo(4);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("status", "acme/nobody")).isEqualTo(3);
        assertThat(run("status", "acme")).isEqualTo(2);
        assertThat(run("list", "not a name")).isEqualTo(2);
        server.trouble = Optional.of(Problem.FORBIDDEN);
        assertThat(run("list", "acme")).isEqualTo(5);
        server.trouble = Optional.of(Problem.UNAVAILABLE);
        assertThat(run("list", "acme")).isEqualTo(6);
    }

    private int run(String... arguments) {
        return execute(List.of(arguments(arguments)));
    }

    private String[] arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-i", identity.toString(), "--vault-keys", server.uri().toString()));
        return all.toArray(String[]::new);
    }

    private int execute(List<String> arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return OperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
