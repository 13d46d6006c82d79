package io.sealstream.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

    @Test
    void readmeShowsTheExampleThatCompilesHere() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/test/java/io/sealstream/reader/ReadmeExampleTest.java"));
        String example =
                source.substring(
                                source.indexOf("// begin of the example\n") + 24,
                                source.indexOf("        // end of the example\n"))
                        .stripTrailing()
                        .stripIndent();
        assertThat(Files.readString(Path.of("README.md"))).contains(example);
    }

    static void read(Path identity, URI storage) {
        // begin of the example
        try (ReaderClient client = ReaderClient.open(identity, storage)) {
            StreamAddress stream = StreamAddress.of("acme", "sensor-1", "temperature");
            client.export(
                    EventQuery.all(stream),
                    event -> {
                        switch (event.verification()) {
                            case Verification.Verified yes ->
                                    System.out.writeBytes(event.content());
                            case Verification.Failed(String reason) -> System.err.println(reason);
                        }
                    });
        }
        // end of the example
    }
}
