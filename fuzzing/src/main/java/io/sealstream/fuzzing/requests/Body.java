package io.sealstream.fuzzing.requests;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fuzzing.edits.ByteEdits;
import io.sealstream.fuzzing.edits.DerEdits;
import io.sealstream.fuzzing.edits.JsonEdits;
import java.util.Base64;

/** What a request carries, and so how it is edited. */
public enum Body {
    NONE {
        @Override
        byte[] edit(FuzzedDataProvider data, byte[] body) {
            return data.consumeInt(0, 7) == 0 ? data.consumeBytes(64) : body;
        }
    },
    JSON {
        @Override
        byte[] edit(FuzzedDataProvider data, byte[] body) {
            return JsonEdits.edit(data, body);
        }
    },
    /** DER as base64, as EST has it (RFC 8951). */
    BASE64_DER {
        @Override
        byte[] edit(FuzzedDataProvider data, byte[] body) {
            byte[] der = DerEdits.edit(data, Base64.getDecoder().decode(body));
            byte[] base64 = Base64.getEncoder().encode(der);
            return data.consumeInt(0, 7) == 0 ? ByteEdits.edit(data, base64) : base64;
        }
    };

    /** The body after a few edits, perhaps none. */
    abstract byte[] edit(FuzzedDataProvider data, byte[] body);
}
