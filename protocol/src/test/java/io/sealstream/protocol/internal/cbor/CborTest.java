package io.sealstream.protocol.internal.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Rounds;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers are from RFC 8949, appendix A. */
class CborTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "23, 17",
        "24, 1818",
        "100, 1864",
        "1000, 1903e8",
        "1000000, 1a000f4240",
        "1000000000000, 1b000000e8d4a51000",
        "-1, 20",
        "-100, 3863",
        "-1000, 3903e7"
    })
    void integersHaveTheBytesOfTheRfc(long value, String hex) throws Exception {
        byte[] bytes = new CborWriter(1).integer(value).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(new CborReader(bytes).integer()).isEqualTo(value);
    }

    @Test
    void stringsHaveTheBytesOfTheRfc() {
        byte[] bytes = new CborWriter(1).text("\u6c34").bytes(new byte[] {1, 2, 3, 4}).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("63e6b0b44401020304");
    }

    @ParameterizedTest
    @CsvSource({
        "1817, not the shortest head",
        "190017, not the shortest head",
        "1a0000ffff, not the shortest head",
        "1b00000000ffffffff, not the shortest head",
        "1bffffffffffffffff, 2^63 or more",
        "1f, indefinite",
        "1c, indefinite",
        "18, ends too early",
        "60, expected major type 0"
    })
    void otherSpellingsOfAnIntegerAreRefused(String hex, String reason) {
        assertThatThrownBy(() -> new CborReader(HexFormat.of().parseHex(hex)).unsigned())
                .isInstanceOf(MalformedCborException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void textThatIsNotUtf8AndStringsBeyondTheEndAreRefused() {
        assertThatThrownBy(() -> new CborReader(new byte[] {0x62, (byte) 0xc3, 0x28}).text())
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> new CborReader(new byte[] {0x5a, 0x7f, -1, -1, -1}).bytes())
                .hasMessageContaining("past the end");
    }

    @Test
    void whatIsWrittenIsRead() {
        Rounds.run(
                1000,
                random -> {
                    // Given
                    long number = random.nextLong() >> random.nextInt(64);
                    byte[] bytes = Rounds.bytes(random, random.nextInt(300));
                    String text = Rounds.ascii(random, 300) + "\u00e4\ud83d\ude00";
                    // When
                    CborWriter out = new CborWriter(0).tag(16).array(3);
                    CborReader in =
                            new CborReader(
                                    out.map(1).integer(number).bytes(bytes).text(text).toBytes());
                    // Then
                    in.tag(16);
                    in.array(3);
                    in.map(1);
                    assertThat(in.integer()).isEqualTo(number);
                    assertThat(in.bytes()).isEqualTo(bytes);
                    assertThat(in.text()).isEqualTo(text);
                    in.end();
                });
    }
}
