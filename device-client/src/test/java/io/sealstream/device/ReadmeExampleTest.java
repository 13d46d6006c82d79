package io.sealstream.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

    @Test
    void readmeShowsTheExampleThatCompilesHere() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/test/java/io/sealstream/device/ReadmeExampleTest.java"));
        String example =
                source.substring(
                                source.indexOf("// begin of the example\n") + 24,
                                source.indexOf("        // end of the example\n"))
                        .stripTrailing()
                        .stripIndent();
        assertThat(Files.readString(Path.of("README.md"))).contains(example);
    }

    static void send(Path folder, char[] secret) {
        // begin of the example
        try (Passphrase passphrase = Passphrase.takeCopyOf(secret);
                DeviceClient client = DeviceClient.open(folder, passphrase)) {
            byte[] reading = "{\"celsius\": 21.5}".getBytes(UTF_8);
            OutgoingEvent event = OutgoingEvent.of("temperature", "application/json", reading);
            switch (client.send(event).join()) {
                case SendResult.Stored stored -> System.out.println("stored " + stored.id());
                case SendResult.Rejected no -> System.err.println("rejected: " + no.reason());
                case SendResult.Kept later -> System.err.println("in the outbox: " + later.why());
            }
        }
        // end of the example
    }
}
