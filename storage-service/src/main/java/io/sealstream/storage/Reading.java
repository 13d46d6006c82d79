package io.sealstream.storage;

import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.SecurityFinding;
import io.sealstream.protocol.Submission;
import io.sealstream.protocol.seal.DataKey;
import io.sealstream.protocol.seal.EventBinding;
import io.sealstream.protocol.seal.SealedEvent;
import io.sealstream.protocol.seal.WrongCiphertextException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads for an authorised reader: finds, opens, checks. Wrong ciphertext is never bytes. */
public final class Reading {
    private final EventStore store;
    private final OpenKeys keys;
    private final Evidence evidence;
    private final Findings findings;
    private final InstantSource clock;

    public Reading(
            EventStore store,
            OpenKeys keys,
            Evidence evidence,
            Findings findings,
            InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.evidence = evidence;
        this.findings = findings;
        this.clock = clock;
    }

    /** A page of a stream. */
    public List<ReadEvent> list(EventQuery query) {
        return open(query.device(), store.list(query));
    }

    /** One event. */
    public Optional<ReadEvent> find(DeviceId device, EventId eventId) {
        return store.find(device, eventId).map(event -> open(device, List.of(event)).getFirst());
    }

    private List<ReadEvent> open(DeviceId device, List<StoredEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        Set<DataKeyId> keyIds = new HashSet<>();
        for (StoredEvent event : events) {
            keyIds.add(keyIdOf(event));
        }
        OpenKeys.Page opened = keys.of(device, keyIds);
        Evidence.Vouchers vouchers = evidence.of(device);
        List<ReadEvent> page = new ArrayList<>(events.size());
        for (StoredEvent event : events) {
            page.add(open(event, opened.key(keyIdOf(event)), vouchers));
        }
        return page;
    }

    private ReadEvent open(StoredEvent event, DataKey key, Evidence.Vouchers vouchers) {
        Submission s = event.submission();
        EventBinding binding =
                new EventBinding(
                        s.device(), s.stream(), s.eventId(), s.contentType(), s.contentDigest());
        byte[] content;
        try {
            content = key.opener().open(binding, s.sealedEvent());
        } catch (WrongCiphertextException e) {
            throw unreadable(s, "the ciphertext does not open");
        }
        if (!s.contentDigest().matches(content)) {
            throw unreadable(s, "the content has another digest");
        }
        Optional<DeviceCertificate> certificate = vouchers.verify(s);
        if (certificate.isEmpty()) {
            throw unreadable(s, "the device's signature does not verify");
        }
        return new ReadEvent(event, content, certificate.get());
    }

    private DataKeyId keyIdOf(StoredEvent event) {
        try {
            return SealedEvent.dataKeyIdOf(event.submission().sealedEvent());
        } catch (WrongCiphertextException e) {
            throw unreadable(event.submission(), "the ciphertext is no sealed event");
        }
    }

    private UnreadableEventException unreadable(Submission submission, String what) {
        String detail = what + ": " + submission.address();
        findings.report(
                new SecurityFinding(
                        "storage",
                        "wrong-ciphertext",
                        submission.device().key(),
                        detail,
                        clock.instant()));
        return new UnreadableEventException(detail);
    }
}
