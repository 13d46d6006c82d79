package io.sealstream.reader;

import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.protocol.proof.CertifiedKeys;
import io.sealstream.protocol.proof.EventProof;
import io.sealstream.protocol.proof.RefutedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads events over mutual TLS 1.3 and checks each. Thread-safe. The identity folder holds {@code
 * cert.pem} (leaf and intermediate), {@code key.pem} and the pinned {@code root.pem}; {@code
 * tenants.pem}, if there, gives further intermediates. A renewed identity is used at once.
 */
public final class ReaderClient implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int LARGEST_PAGE = 64 << 20;
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private final StorageConnection storage;
    private final EventProof proof;

    private ReaderClient(Path folder, URI storage, Duration silence)
            throws IOException, CertificateException {
        TlsIdentity identity = TlsIdentity.open(folder);
        this.proof = new EventProof(keys(folder, identity));
        this.storage =
                new StorageConnection(
                        storage, identity.client(ServiceName.STORAGE, Anchors.ROOT), silence);
    }

    /**
     * Opens an identity folder for reading from storage's read endpoint, {@code
     * https://host[:port]}.
     *
     * @throws ReaderException when the folder cannot be used
     */
    public static ReaderClient open(Path identityFolder, URI storage) {
        return open(identityFolder, storage, SILENCE);
    }

    static ReaderClient open(Path identityFolder, URI storage, Duration silence) {
        if (!"https".equals(storage.getScheme()) || storage.getHost() == null) {
            throw new ReaderException("the read endpoint is https://host[:port]");
        }
        try {
            return new ReaderClient(identityFolder, storage, silence);
        } catch (NoSuchFileException e) {
            throw new ReaderException("no usable identity: " + e.getFile() + " is not there", e);
        } catch (IOException | CertificateException | IllegalStateException e) {
            throw new ReaderException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads a page, in the order in which the events were stored. An event that arrives later never
     * comes before one that was read, so whoever asks again from the position on misses none.
     *
     * @param cursor of an earlier position in this stream; null for the beginning
     * @param handler called when the whole page is there
     */
    public Position page(EventQuery query, @Nullable String cursor, EventHandler handler) {
        EventReader.Page page = EventReader.page(content(storage.get(query.path(cursor), JSON)));
        AskedEvents asked = new AskedEvents(query);
        page.lines().forEach(asked::require);
        page.lines().forEach(line -> hand(line, handler));
        return page.position();
    }

    /**
     * Streams every event of a query without keeping them.
     *
     * @return where it ended
     * @throws ReaderException when storage breaks off or answers wrongly; the handler has then had
     *     a part
     */
    public String export(EventQuery query, EventHandler handler) {
        AskedEvents asked = new AskedEvents(query);
        try (Lines lines = new Lines(storage.get(query.path(null), LINES))) {
            while (true) {
                EventReader.Line line = next(lines);
                if (line instanceof EventReader.End(String cursor)) {
                    return cursor;
                }
                asked.require(line);
                hand(line, handler);
            }
        } catch (IOException e) {
            throw new StorageAwayException("the answer could not be closed", e);
        }
    }

    /** Not with the rest in one go: what the handler throws is no trouble of storage. */
    private static EventReader.Line next(Lines lines) {
        try {
            byte[] line = lines.next();
            if (line == null) {
                // However the connection ended: only the last line says that nothing is missing.
                throw new StorageAwayException("storage broke off its answer");
            }
            return EventReader.line(line);
        } catch (IOException e) {
            throw new StorageAwayException("storage broke off its answer", e);
        }
    }

    private void hand(EventReader.Line line, EventHandler handler) {
        switch (line) {
            case EventReader.Event(long sequence, ReceivedEvent event) ->
                    handler.event(check(event));
            case EventReader.Unreadable(UnreadableEvent event) -> handler.unreadable(event);
            case EventReader.End end -> {}
        }
    }

    /** Fetches and verifies one event. */
    public VerifiedEvent event(StreamAddress stream, EventId id) {
        ReceivedEvent event =
                EventReader.event(content(storage.get(stream.path() + "/" + id, JSON)));
        if (!event.id().equals(id)) {
            throw new ReaderException("storage answered another event");
        }
        return check(AskedEvents.requireStream(event, stream));
    }

    private static byte[] content(InputStream answer) {
        try (answer) {
            byte[] content = answer.readNBytes(LARGEST_PAGE);
            if (content.length == LARGEST_PAGE) {
                throw new ReaderException("storage answered too much at once");
            }
            return content;
        } catch (IOException e) {
            throw new StorageAwayException("storage broke off its answer", e);
        }
    }

    private VerifiedEvent check(ReceivedEvent event) {
        try {
            proof.check(
                    event.facts(),
                    event.content(),
                    event.evidence().signature(),
                    event.evidence().certificate(),
                    event.receivedAt());
            return new VerifiedEvent(event, new Verification.Verified());
        } catch (RefutedEventException e) {
            return new VerifiedEvent(
                    event, new Verification.Failed(String.valueOf(e.getMessage())));
        }
    }

    private static CertifiedKeys keys(Path folder, TlsIdentity identity)
            throws IOException, CertificateException {
        List<X509Certificate> roots = Pem.readCertificates(folder.resolve("root.pem"));
        List<X509Certificate> intermediates = new ArrayList<>(identity.chain());
        intermediates.removeFirst();
        Path tenants = folder.resolve("tenants.pem");
        if (Files.exists(tenants)) {
            intermediates.addAll(Pem.readCertificates(tenants));
        }
        if (intermediates.isEmpty()) {
            throw new CertificateException(
                    "no event could be verified: add the intermediate of the tenant to cert.pem,"
                            + " or as tenants.pem");
        }
        return new CertifiedKeys(identity.id().trustDomain(), () -> roots, intermediates);
    }

    @Override
    public void close() {
        storage.close();
    }
}
