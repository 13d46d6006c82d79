package io.sealstream.keys.devices;

/**
 * Where the processes of vault-keys agree on the one that publishes device states. It keeps them
 * from taking the log from each other again and again; that only one can write is the log's to see
 * to ({@link DeviceStateLog#takeOver}).
 */
public interface RelayLease {
    /**
     * A claim. Whoever holds the lease replaces it by its own again and again; one that stays the
     * same has been left.
     *
     * @param number rises by one with each
     * @param holder the process; empty when it gave the lease up
     */
    record Term(long number, String holder) {
        /** What there is before the first claim. */
        public static final Term NONE = new Term(0, "");
    }

    /** The last claim. */
    Term current();

    /** Replaces the claim with the number before by this one; false when it is another by now. */
    boolean replace(Term next);
}
