package io.sealstream.systemtests.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back for one request.
 *
 * @param status of the answer; 0 when the connection was closed, and -1 when nothing came in time
 * @param text head and body, as far as they were read
 * @param whole whether the answer was read to its end, so that another may follow
 */
public record Reply(int status, String text, boolean whole) {
    private static final int HEAD_LIMIT = 16_384;
    private static final int BODY_LIMIT = 65_536;

    /** Vert.x answers with the version of the request, whatever it is. */
    private static final Pattern STATUS = Pattern.compile("\\S+ (\\d{3}) ");

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    /** Reads one, passing over interim answers (RFC 9110 15.2). */
    static Reply read(InputStream in, boolean head) throws IOException {
        try {
            Reply reply = readOne(in, head);
            while (reply.status / 100 == 1) {
                reply = readOne(in, head);
            }
            return reply;
        } catch (SocketTimeoutException e) {
            return new Reply(-1, "", false);
        }
    }

    private static Reply readOne(InputStream in, boolean head) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < HEAD_LIMIT && text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return new Reply(0, text.toString(), false);
            }
            text.append((char) next);
        }
        Matcher status = STATUS.matcher(text);
        if (!status.lookingAt()) {
            throw new AssertionError("not an answer: " + text);
        }
        int code = Integer.parseInt(status.group(1));
        if (code / 100 == 1 || head) {
            return new Reply(code, text.toString(), !head);
        }
        Matcher length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : -1;
        if (bytes < 0 || bytes > BODY_LIMIT) {
            return new Reply(code, text.toString(), false);
        }
        text.append(new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
        return new Reply(code, text.toString(), true);
    }
}
