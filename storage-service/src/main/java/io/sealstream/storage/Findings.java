package io.sealstream.storage;

import io.sealstream.protocol.SecurityFinding;

/** Reports findings to operators. */
public interface Findings {

    /** Reports a finding. Does not throw: the work that found it goes on. */
    void report(SecurityFinding finding);
}
