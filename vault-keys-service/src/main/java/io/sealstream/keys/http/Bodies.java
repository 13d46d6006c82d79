package io.sealstream.keys.http;

import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.Problem;
import io.sealstream.servicekit.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Request bodies in JSON, read with the mapping of the protocol. */
final class Bodies {
    private Bodies() {}

    /**
     * Reads a body.
     *
     * @throws ProblemException {@code malformed-request} when it is no such record
     */
    static <T> T read(InputStream body, Class<T> type) {
        try {
            @Nullable T read = Json.read(body.readAllBytes(), type);
            if (read == null) {
                throw new ProblemException(Problem.MALFORMED_REQUEST, "a body that is null");
            }
            return read;
        } catch (MalformedRecordException | IOException e) {
            throw new ProblemException(Problem.MALFORMED_REQUEST, "unreadable body", e);
        }
    }
}
