package io.sealstream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.DeviceId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

    @Test
    void readmeShowsTheExampleThatCompilesHere() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/test/java/io/sealstream/operator/ReadmeExampleTest.java"));
        String example =
                source.substring(
                                source.indexOf("// begin of the example\n") + 24,
                                source.indexOf("        // end of the example\n"))
                        .stripTrailing()
                        .stripIndent();
        assertThat(Files.readString(Path.of("README.md"))).contains(example);
    }

    static void invite(Path identity, URI vaultKeys, Consumer<EnrolmentToken> handOver) {
        // begin of the example
        try (OperatorClient client = OperatorClient.open(identity, vaultKeys)) {
            Invitation invitation = client.register(new DeviceId("acme", "sensor-1"));
            handOver.accept(invitation.token());
            client.devices(
                    "acme", device -> System.out.println(device.id() + " " + device.status()));
        } catch (OperatorException e) {
            System.err.println(e.reason() + ": " + e.getMessage());
        }
        // end of the example
    }
}
