package io.sealstream.devstack.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"a,b\n1,2,3\n", "a,b\n1\n", "a,a\n1,2\n", "a,\n1,2\n", "a\nB\u00fcro\n"})
    void fileWhoseValuesWouldBeLostIsRefused(String text) throws Exception {
        Path file = Files.write(folder.resolve("in.csv"), text.getBytes(ISO_8859_1));
        assertThatThrownBy(() -> Reading.ofCsv(file)).isInstanceOf(DemoException.class);
    }

    @Test
    void markOfTheEncodingAndEmptyLinesAreNoReadings() throws Exception {
        Path file = Files.writeString(folder.resolve("in.csv"), "\ufefftime,n\r\nnow,1.10\r\n\r\n");
        assertThat(Reading.ofCsv(file))
                .singleElement()
                .satisfies(reading ->
                        assertThat(new String(reading.content(), UTF_8))
                                .isEqualTo("{\"time\":\"now\",\"n\":\"1.10\"}"));
    }
}
