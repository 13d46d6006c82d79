package io.sealstream.fuzzing.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sealstream.fuzzing.edits.ByteEdits;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.TextEdits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request that is right, which edits make almost right.
 *
 * @param target path and query
 * @param fields lines such as {@code Accept: text/plain}, without {@code Content-Length}
 * @param body what {@code content} is
 */
public record RequestTemplate(
        String method, String target, List<String> fields, Body body, byte[] content) {
    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "POST",
                    "PUT",
                    "DELETE",
                    "PATCH",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "get",
                    "G\u00e9T");

    /** What a listener may stumble over besides what belongs to the request. */
    private static final List<String> ODD_FIELDS =
            List.of(
                    "Accept: application/x-ndjson",
                    "Accept: */*;q=x,;,",
                    "Accept-Language: " + "x-".repeat(500),
                    "Content-Encoding: gzip",
                    "Content-Type: multipart/form-data",
                    "Content-Type: ;;charset=\u00ff",
                    "Cookie: a=\"; b; =; $Version",
                    "Expect: 100-continue",
                    "Expect: a miracle",
                    "Forwarded: for=\"[::1]:x\";host=evil",
                    "If-None-Match: W/\"",
                    "Prefer: wait=999999999999999999999",
                    "Prefer: wait=;wait=-1, respond-async",
                    "Range: bytes=9-1,-",
                    "Upgrade: h2c",
                    "X-Forwarded-For: ::1",
                    "traceparent: 00-\u0000-01");

    /** Fields that say where a request ends. */
    private static final List<String> FRAMING =
            List.of(
                    "Content-Length: 0",
                    "Content-Length: 17",
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 4, 4",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: gzip, chunked",
                    "Transfer-Encoding: identity",
                    "Connection: close, Host");

    /** The request after a few edits, perhaps none. */
    public RequestBytes edited(Choices choices) {
        byte[] edited = choices.either() ? body.edit(choices, content) : content;
        String verb = choices.oneIn(16) ? choices.pick(METHODS) : method;
        String path = choices.oneIn(4) ? TextEdits.edit(choices, target) : target;
        List<String> lines = new ArrayList<>(fields);
        int edits = choices.number(0, 2);
        for (int i = 0; i < edits; i++) {
            edit(choices, lines);
        }
        boolean ended = !choices.oneIn(64);
        lines.add(ended ? "Content-Length: " + edited.length : choices.pick(FRAMING));
        String head = verb + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines);
        ended &= !hasLineBreak(verb + path) && lines.stream().noneMatch(this::hasLineBreak);
        byte[] start = (head + "\r\n\r\n").getBytes(ISO_8859_1);
        if (choices.oneIn(64)) {
            start = ByteEdits.edit(choices, start);
            ended = false;
        }
        byte[] bytes = Arrays.copyOf(start, start.length + edited.length);
        System.arraycopy(edited, 0, bytes, start.length, edited.length);
        return new RequestBytes(bytes, ended);
    }

    private static void edit(Choices choices, List<String> lines) {
        int at = choices.number(0, lines.size() - 1);
        switch (choices.number(0, 4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(lines.get(at));
            case 2 -> lines.add(choices.pick(ODD_FIELDS));
            default -> lines.set(at, TextEdits.edit(choices, lines.get(at)));
        }
        if (lines.isEmpty()) {
            lines.add("Host: localhost");
        }
    }

    private boolean hasLineBreak(String line) {
        return line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0;
    }
}
