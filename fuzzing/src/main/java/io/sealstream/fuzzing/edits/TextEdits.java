package io.sealstream.fuzzing.edits;

import java.util.List;

/** Changes texts that are made of tokens and delimiters: field values, paths, queries. */
public final class TextEdits {
    private static final int MOST_EDITS = 4;
    private static final int LONG = 70_000;

    /** What RFC 9651 fields, paths and queries are made of, and what some parser stumbled over. */
    private static final List<String> TOKENS =
            List.of(
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
                    "=:");

    private TextEdits() {}

    /** The text after a few edits, perhaps none. */
    public static String edit(Choices choices, String text) {
        StringBuilder edited = new StringBuilder(text);
        int edits = choices.number(0, MOST_EDITS);
        for (int i = 0; i < edits; i++) {
            once(choices, edited);
        }
        return edited.toString();
    }

    private static void once(Choices choices, StringBuilder text) {
        int from = choices.number(0, text.length());
        int to = Math.min(text.length(), from + choices.number(0, 40));
        switch (choices.number(0, 5)) {
            case 0 -> text.insert(from, choices.pick(TOKENS));
            case 1 -> text.replace(from, to, choices.pick(TOKENS));
            case 2 -> text.delete(from, to);
            case 3 -> text.insert(from, text.substring(from, to));
            case 4 -> text.replace(from, to, choices.text(30));
            default -> lengthen(choices, text, from, to);
        }
    }

    private static void lengthen(Choices choices, StringBuilder text, int from, int to) {
        if (from < to) {
            int times = choices.number(0, (LONG - Math.min(LONG, text.length())) / (to - from));
            text.insert(from, text.substring(from, to).repeat(times));
        }
    }
}
