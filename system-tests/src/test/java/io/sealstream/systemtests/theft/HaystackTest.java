package io.sealstream.systemtests.theft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search finds what is planted, in every form it knows. */
class HaystackTest {
    private static final byte[] SECRET =
            HexFormat.of().parseHex("00ff3e7f8081a5c3d2e1f00102fbefbe3ffe11223344556677");
    private final Haystack haystack = new Haystack(Needle.formsOf("secret", SECRET));
    @TempDir Path folder;

    @Test
    void nothingIsFoundWhereNothingIs() throws Exception {
        assertThat(found(new byte[100_000])).isEqualTo("[]");
    }

    @Test
    void theSecretItselfIsFoundAnywhereInAFile() throws Exception {
        for (int before : new int[] {0, 1, 99_999}) {
            byte[] file = new byte[before + SECRET.length + 5];
            System.arraycopy(SECRET, 0, file, before, SECRET.length);
            assertThat(found(file)).isEqualTo("[secret as it is: file]");
        }
    }

    @Test
    void hexIsFound() throws Exception {
        assertThat(found("x" + HexFormat.of().formatHex(SECRET)))
                .isEqualTo("[secret in hex: file]");
        assertThat(found("x" + HexFormat.of().withUpperCase().formatHex(SECRET)))
                .isEqualTo("[secret in upper-case hex: file]");
    }

    @Test
    void base64IsFoundWhateverStandsBeforeAndAfter() throws Exception {
        for (int before = 0; before < 4; before++) {
            byte[] longer = new byte[before + SECRET.length + 2];
            System.arraycopy(SECRET, 0, longer, before, SECRET.length);
            longer[longer.length - 1] = 7;
            assertThat(found(Base64.getEncoder().encodeToString(longer)))
                    .contains("base64 at " + before % 3);
            assertThat(found(Base64.getUrlEncoder().encodeToString(longer)))
                    .contains("base64url at " + before % 3);
        }
    }

    @Test
    void base64BrokenIntoLinesIsFound() throws Exception {
        String lines = Base64.getMimeEncoder(16, new byte[] {'\n'}).encodeToString(SECRET);

        assertThat(found(lines)).contains("base64 at 0");
        assertThat(found("{\"pem\":\"" + lines.replace("\n", "\\n") + "\"}"))
                .contains("base64 at 0");
    }

    private String found(String text) throws IOException {
        return found(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String found(byte[] content) throws IOException {
        Files.write(folder.resolve("file"), content);
        return haystack.search(folder, file -> true).toString();
    }
}
