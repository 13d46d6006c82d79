package io.sealstream.fuzzing;

import io.sealstream.fuzzing.targets.CertificateRequests;
import io.sealstream.fuzzing.targets.Notices;
import io.sealstream.fuzzing.targets.SealedEvents;
import io.sealstream.fuzzing.targets.SignedRequests;
import io.sealstream.fuzzing.targets.Submissions;

/** What can be fuzzed. */
enum Target {
    SUBMISSIONS(Submissions.class),
    NOTICES(Notices.class),
    SIGNED_REQUESTS(SignedRequests.class),
    CERTIFICATE_REQUESTS(CertificateRequests.class),
    SEALED_EVENTS(SealedEvents.class);

    private final Class<?> type;

    Target(Class<?> type) {
        this.type = type;
    }

    /** The class that Jazzer calls. */
    String className() {
        return type.getName();
    }
}
