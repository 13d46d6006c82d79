package io.sealstream.fuzzing.requests;

import io.sealstream.fuzzing.edits.ByteEdits;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.DerEdits;
import io.sealstream.fuzzing.edits.JsonEdits;
import java.util.Base64;

/** What a request carries, and so how it is edited. */
public enum Body {
    NONE {
        @Override
        byte[] edit(Choices choices, byte[] body) {
            return choices.oneIn(8) ? choices.bytes(64) : body;
        }
    },
    JSON {
        @Override
        byte[] edit(Choices choices, byte[] body) {
            return JsonEdits.edit(choices, body);
        }
    },
    /** DER as base64, as EST has it (RFC 8951). */
    BASE64_DER {
        @Override
        byte[] edit(Choices choices, byte[] body) {
            byte[] der = DerEdits.edit(choices, Base64.getDecoder().decode(body));
            byte[] base64 = Base64.getEncoder().encode(der);
            return choices.oneIn(8) ? ByteEdits.edit(choices, base64) : base64;
        }
    };

    /** The body after a few edits, perhaps none. */
    abstract byte[] edit(Choices choices, byte[] body);
}
