package io.sealstream.fuzzing.edits;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Changes texts that are made of tokens and delimiters: field values, paths, queries. */
public final class TextEdits {
    private static final int MOST_EDITS = 4;
    private static final int LONG = 70_000;

    /** What RFC 9651 fields, paths and queries are made of, and what some parser stumbled over. */
    private static final String[] TOKENS = {
        "\"",
        "\\",
        ";",
        "=",
        ",",
        "(",
        ")",
        ":",
        "?1",
        "?0",
        "@",
        "*",
        "%",
        "%00",
        "%2e",
        "%252F",
        "/",
        "..",
        " ",
        "\t",
        "\u0000",
        "\u007f",
        "\u00e9",
        "\ud83d\ude00",
        "\ud800",
        "-0",
        "1.0",
        "999999999999999",
        "-999999999999999",
        "9223372036854775808",
        ";created",
        ";nonce=\"\"",
        ";keyid=:AAAA:",
        ";tag=",
        "();",
        "sig1=",
        "sig1=::",
        "&",
        "?",
        "#",
        "+",
        "=:",
    };

    private TextEdits() {}

    /** The text after a few edits, perhaps none. */
    public static String edit(FuzzedDataProvider data, String text) {
        StringBuilder edited = new StringBuilder(text);
        int edits = data.consumeInt(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            once(data, edited);
        }
        return edited.toString();
    }

    private static void once(FuzzedDataProvider data, StringBuilder text) {
        int from = data.consumeInt(0, text.length());
        int to = Math.min(text.length(), from + data.consumeInt(0, 40));
        switch (data.consumeInt(0, 5)) {
            case 0 -> text.insert(from, data.pickValue(TOKENS));
            case 1 -> text.replace(from, to, data.pickValue(TOKENS));
            case 2 -> text.delete(from, to);
            case 3 -> text.insert(from, text.substring(from, to));
            case 4 -> text.replace(from, to, data.consumeString(30));
            default -> lengthen(data, text, from, to);
        }
    }

    private static void lengthen(FuzzedDataProvider data, StringBuilder text, int from, int to) {
        if (from < to) {
            int times = data.consumeInt(0, (LONG - Math.min(LONG, text.length())) / (to - from));
            text.insert(from, text.substring(from, to).repeat(times));
        }
    }
}
