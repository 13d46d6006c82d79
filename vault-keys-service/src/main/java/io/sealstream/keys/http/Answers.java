package io.sealstream.keys.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;

/** Answers in JSON. */
final class Answers {
    private Answers() {}

    /** An answer without secrets; it must not be cached either. */
    static Response json(int status, byte[] json) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity((StreamingOutput) out -> out.write(json))
                .build();
    }

    /** An answer that holds keys: its bytes are zeroed when they are written. */
    static Response secret(byte[] json) {
        return Response.ok(
                        (StreamingOutput)
                                out -> {
                                    try {
                                        out.write(json);
                                        out.flush();
                                    } finally {
                                        Arrays.fill(json, (byte) 0);
                                    }
                                },
                        MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
