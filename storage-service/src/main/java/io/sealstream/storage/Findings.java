package io.sealstream.storage;

import io.sealstream.protocol.SecurityFinding;

/** Tells operators. */
public interface Findings {

    /** Reports; must not fail the work that found it. */
    void report(SecurityFinding finding);
}
