package io.sealstream.fuzzing.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fuzzing.edits.ByteEdits;
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
    private static final String[] METHODS = {
        "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "G\u00e9T"
    };

    /** What a listener may stumble over besides what belongs to the request. */
    private static final String[] ODD_FIELDS = {
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
        "traceparent: 00-\u0000-01",
    };

    /** Fields that say where a request ends. */
    private static final String[] FRAMING = {
        "Content-Length: 0",
        "Content-Length: 17",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Content-Length: 4, 4",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Connection: close, Host",
    };

    /** The request after a few edits, perhaps none. */
    public RequestBytes edited(FuzzedDataProvider data) {
        byte[] edited = data.consumeBoolean() ? body.edit(data, content) : content;
        String verb = data.consumeInt(0, 15) == 0 ? data.pickValue(METHODS) : method;
        String path = data.consumeInt(0, 3) == 0 ? TextEdits.edit(data, target) : target;
        List<String> lines = new ArrayList<>(fields);
        int edits = data.consumeInt(0, 2);
        for (int i = 0; i < edits; i++) {
            edit(data, lines);
        }
        boolean ended = data.consumeInt(0, 63) != 0;
        lines.add(ended ? "Content-Length: " + edited.length : data.pickValue(FRAMING));
        String head = verb + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines);
        ended &= !hasLineBreak(verb + path) && lines.stream().noneMatch(this::hasLineBreak);
        byte[] start = (head + "\r\n\r\n").getBytes(ISO_8859_1);
        if (data.consumeInt(0, 63) == 0) {
            start = ByteEdits.edit(data, start);
            ended = false;
        }
        byte[] bytes = Arrays.copyOf(start, start.length + edited.length);
        System.arraycopy(edited, 0, bytes, start.length, edited.length);
        return new RequestBytes(bytes, ended);
    }

    private static void edit(FuzzedDataProvider data, List<String> lines) {
        int at = data.consumeInt(0, lines.size() - 1);
        switch (data.consumeInt(0, 4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(lines.get(at));
            case 2 -> lines.add(data.pickValue(ODD_FIELDS));
            default -> lines.set(at, TextEdits.edit(data, lines.get(at)));
        }
        if (lines.isEmpty()) {
            lines.add("Host: localhost");
        }
    }

    private boolean hasLineBreak(String line) {
        return line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0;
    }
}
