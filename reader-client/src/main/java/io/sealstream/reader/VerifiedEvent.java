package io.sealstream.reader;

/**
 * An event and what checking it gave.
 *
 * @param event as storage gave it
 * @param verification whether to believe it
 */
public record VerifiedEvent(ReceivedEvent event, Verification verification) {

    /** Whether every check holds. */
    public boolean isVerified() {
        return verification instanceof Verification.Verified;
    }

    /**
     * The content, for those who want nothing but what the device signed.
     *
     * @throws ReaderException when a check fails
     */
    public byte[] content() {
        return switch (verification) {
            case Verification.Verified v -> event.content();
            case Verification.Failed(String reason) ->
                    throw new ReaderException(
                            "event " + event.id() + " is not verified: " + reason);
        };
    }
}
