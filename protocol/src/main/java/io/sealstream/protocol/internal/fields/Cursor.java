package io.sealstream.protocol.internal.fields;

/** A place in a text. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    void requireEnd() throws MalformedFieldException {
        if (!atEnd()) {
            throw new MalformedFieldException("something follows the end");
        }
    }

    boolean nextIs(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    boolean nextIsDigit() {
        return at < text.length() && isDigit(text.charAt(at));
    }

    boolean take(char c) {
        if (nextIs(c)) {
            at++;
            return true;
        }
        return false;
    }

    char next() throws MalformedFieldException {
        if (atEnd()) {
            throw new MalformedFieldException("the field ends too early");
        }
        return text.charAt(at++);
    }

    void skipSpaces() {
        while (nextIs(' ')) {
            at++;
        }
    }

    /** Skips spaces and tabs; says how many. */
    int skipOptionalWhitespace() {
        int start = at;
        while (nextIs(' ') || nextIs('\t')) {
            at++;
        }
        return at - start;
    }

    /** At the very end only spaces may stand, no tab (RFC 9651, section 4.2, step 6). */
    void requireNoTabInLast(int count) throws MalformedFieldException {
        if (text.indexOf('\t', at - count) >= 0) {
            throw new MalformedFieldException("a tab at the end");
        }
    }

    /** Takes everything up to {@code end}, and {@code end}. */
    String until(char end) throws MalformedFieldException {
        int stop = text.indexOf(end, at);
        if (stop < 0) {
            throw new MalformedFieldException("the field ends too early");
        }
        String taken = text.substring(at, stop);
        at = stop + 1;
        return taken;
    }

    /** Takes a key (RFC 9651, section 4.2.3.3). */
    String key() throws MalformedFieldException {
        int start = at;
        if (!(nextIs('*') || (at < text.length() && isLower(text.charAt(at))))) {
            throw new MalformedFieldException("a key starts with a lower-case letter or *");
        }
        while (at < text.length() && isKeyCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Takes a token whose first character is allowed (RFC 9651, section 4.2.6). */
    String token() {
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    static boolean isKeyCharacter(char c) {
        return isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
    }

    static boolean isTokenCharacter(char c) {
        return isDigit(c) || isLetter(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }
}
