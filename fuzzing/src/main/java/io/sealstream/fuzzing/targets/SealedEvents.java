package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fixture.TestDevice;
import io.sealstream.fuzzing.edits.CborEdits;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.WrongCiphertextException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Sealed events (COSE_Encrypt0, RFC 9052) as a vandal of the database leaves them. None that was
 * changed may be opened.
 */
public final class SealedEvents {
    private static final byte[] CONTENT = "{\"celsius\":21.5}".getBytes(StandardCharsets.UTF_8);
    private static final TestDevice DEVICE = new TestDevice("acme", "sensor-1");
    private static final EventFacts FACTS =
            DEVICE.facts(new StreamName("room-1"), EventId.random(), CONTENT);
    private static final byte[] SEALED = DEVICE.seal(FACTS, CONTENT);
    private static final DataKey KEY = open();

    private SealedEvents() {}

    /** Feeds one. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Choices choices = new FuzzerChoices(data);
        byte[] sealed = CborEdits.edit(choices, SEALED);
        try {
            byte[] opened = KEY.opener().open(FACTS, sealed);
            if (!Arrays.equals(sealed, SEALED) || !Arrays.equals(opened, CONTENT)) {
                throw new AssertionError("a changed sealed event was opened");
            }
        } catch (WrongCiphertextException e) {
            // What readers are told.
        }
    }

    private static DataKey open() {
        try {
            return DEVICE.envelope().open(DEVICE.dataKey().announcement());
        } catch (WrongCiphertextException e) {
            throw new IllegalStateException(e);
        }
    }
}
