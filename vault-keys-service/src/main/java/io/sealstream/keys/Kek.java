package io.sealstream.keys;

/** The key-encryption keys that never leave Vault. */
public enum Kek {
    /** Wraps the seeds of devices' envelope keys. */
    ENVELOPE_SEEDS,
    /** Wraps the keys that authenticate epoch tokens. */
    EPOCH_KEYS
}
