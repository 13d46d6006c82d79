package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fixture.GoldenRecord;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.JsonEdits;
import io.sealstream.fuzzing.edits.TextEdits;
import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.RecordFormat;
import io.sealstream.protocol.UnusableRecordException;
import io.sealstream.protocol.seal.EnvelopeKeyPair;
import io.sealstream.protocol.seal.EnvelopeSuite;
import io.sealstream.protocol.seal.WrongCiphertextException;
import io.sealstream.protocol.secret.KeyBytes;
import io.sealstream.servicekit.devices.KnownDevice;
import java.util.Arrays;
import java.util.List;

/**
 * Records of the topics whose values are JSON, read as their consumers do, down to the keys of
 * device states and the ciphertexts of announced data keys.
 */
public final class Notices {
    private static final List<RecordFormat<?>> FORMATS =
            List.of(
                    RecordFormat.REJECTED,
                    RecordFormat.STORED,
                    RecordFormat.DATA_KEY,
                    RecordFormat.DEVICE_STATE);
    private static final List<GoldenRecord> GOLDEN =
            FORMATS.stream().map(format -> GoldenRecord.of(format.topic())).toList();
    private static final EnvelopeKeyPair ENVELOPE =
            EnvelopeKeyPair.takeOwnershipOf(
                    EnvelopeSuite.X_WING, KeyBytes.takeOwnershipOf(new byte[32]));

    private Notices() {}

    /** Feeds one. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Choices choices = new FuzzerChoices(data);
        int which = choices.number(0, FORMATS.size() - 1);
        GoldenRecord golden = GOLDEN.get(which);
        byte[] value = JsonEdits.edit(choices, golden.value());
        String key = choices.oneIn(16) ? TextEdits.edit(choices, golden.key()) : golden.key();
        try {
            Object read = FORMATS.get(which).read(key, value);
            requireSameAgain(FORMATS.get(which), key, read);
            use(read);
        } catch (UnusableRecordException | MalformedRecordException | WrongCiphertextException e) {
            // What a consumer passes over.
        }
    }

    private static void requireSameAgain(RecordFormat<?> format, String key, Object read)
            throws UnusableRecordException {
        byte[] written = Json.write(read);
        if (!Arrays.equals(Json.write(format.read(key, written)), written)) {
            throw new AssertionError("what is written is read as something else");
        }
    }

    private static void use(Object read) throws MalformedRecordException, WrongCiphertextException {
        if (read instanceof DeviceState state) {
            var _ = KnownDevice.of(state);
        } else if (read instanceof DataKeyAnnouncement announcement) {
            ENVELOPE.open(announcement).close();
        }
    }
}
