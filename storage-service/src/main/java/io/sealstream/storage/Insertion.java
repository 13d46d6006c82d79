package io.sealstream.storage;

import io.sealstream.protocol.Submission;

/**
 * What an event store did with a submission.
 *
 * @param kind what it found
 * @param event what is stored under the event's address: the submission itself when it is new
 */
public record Insertion(Kind kind, StoredEvent event) {

    /** What was found under the event's address. */
    public enum Kind {
        /** Nothing; the submission is stored. */
        NEW,
        /** This very submission. */
        SAME,
        /**
         * The same facts with something else that the device did not sign: another ciphertext, as
         * of an honest retry, or another time. Which one is genuine, opening alone can tell.
         */
        RIVAL,
        /** Other facts. */
        OTHER_FACTS
    }

    /** What it means that {@code present} is stored where {@code submission} belongs. */
    public static Insertion compared(Submission submission, StoredEvent present) {
        if (present.submission().equals(submission)) {
            return new Insertion(Kind.SAME, present);
        }
        boolean sameFacts = present.submission().facts().equals(submission.facts());
        return new Insertion(sameFacts ? Kind.RIVAL : Kind.OTHER_FACTS, present);
    }
}
