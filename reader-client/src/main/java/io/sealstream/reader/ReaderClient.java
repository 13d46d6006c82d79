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
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads events over mutual TLS 1.3 and checks each. Thread-safe. The identity folder holds {@code
 * cert.pem} (leaf, then intermediate), {@code key.pem} and the pinned {@code root.pem}; {@code
 * tenants.pem}, if there, gives further intermediates. A renewed identity is used at once.
 */
public final class ReaderClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI storage;
    private final HttpClient http;
    private final EventProof proof;

    /** Events of one page and how to go on. */
    public record Page(List<VerifiedEvent> events, Optional<String> next) {}

    private ReaderClient(Path folder, URI storage) throws IOException, CertificateException {
        TlsIdentity identity = TlsIdentity.open(folder);
        this.storage = storage;
        this.proof = new EventProof(keys(folder, identity.id().trustDomain()));
        this.http =
                HttpClient.newBuilder()
                        .sslContext(identity.client(ServiceName.STORAGE, Anchors.ROOT))
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * Opens an identity folder for reading from storage's read endpoint, {@code
     * https://host[:port]}.
     *
     * @throws ReaderException when the folder cannot be used
     */
    public static ReaderClient open(Path identityFolder, URI storage) {
        if (!"https".equals(storage.getScheme()) || storage.getHost() == null) {
            throw new ReaderException("the read endpoint is https://host[:port]");
        }
        try {
            return new ReaderClient(identityFolder, storage);
        } catch (IOException | CertificateException | IllegalStateException e) {
            String file = e instanceof FileSystemException missing ? ": " + missing.getFile() : "";
            throw new ReaderException("the identity folder cannot be used" + file, e);
        }
    }

    /** One page, oldest first; {@code cursor} of the page before, or null. */
    public Page page(EventQuery query, @Nullable String cursor) {
        return page(query, cursor, new AskedEvents(query));
    }

    private Page page(EventQuery query, @Nullable String cursor, AskedEvents asked) {
        EventReader.Page page =
                EventReader.page(
                        get(query.path(cursor), "application/json", BodyHandlers.ofByteArray()));
        return new Page(
                page.events().stream().map(asked::require).map(this::check).toList(), page.next());
    }

    /** Every event of a query, page by page. */
    public List<VerifiedEvent> events(EventQuery query) {
        AskedEvents asked = new AskedEvents(query);
        List<VerifiedEvent> all = new ArrayList<>();
        Page page = page(query, null, asked);
        all.addAll(page.events());
        while (page.next().isPresent()) {
            page = page(query, page.next().get(), asked);
            all.addAll(page.events());
        }
        return all;
    }

    /**
     * Streams every event of a query without keeping them.
     *
     * @throws ReaderException when storage breaks off or answers wrongly; the sink has then had a
     *     part
     */
    public void export(EventQuery query, Consumer<VerifiedEvent> sink) {
        AskedEvents asked = new AskedEvents(query);
        try (Stream<String> lines =
                get(query.path(null), "application/x-ndjson", BodyHandlers.ofLines())) {
            Iterator<String> remaining = lines.filter(line -> !line.isBlank()).iterator();
            while (hasMore(remaining)) {
                sink.accept(check(asked.require(EventReader.line(remaining.next()))));
            }
        }
    }

    /** Not in one pipeline: what the sink throws is no trouble of storage. */
    private static boolean hasMore(Iterator<String> lines) {
        try {
            return lines.hasNext();
        } catch (UncheckedIOException e) {
            throw new ReaderException("storage broke off its answer", e);
        }
    }

    /** Fetches and verifies one event. */
    public VerifiedEvent event(StreamAddress stream, EventId id) {
        String path = stream.path() + "/" + id;
        ReceivedEvent event =
                EventReader.event(get(path, "application/json", BodyHandlers.ofByteArray()));
        if (!event.id().equals(id)) {
            throw new ReaderException("storage answered another event");
        }
        return check(AskedEvents.requireStream(event, stream));
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

    private <T> T get(String path, String accept, BodyHandler<T> handler) {
        HttpRequest request =
                HttpRequest.newBuilder(storage.resolve(path))
                        .timeout(ANSWER)
                        .header("Accept", accept)
                        .build();
        try {
            HttpResponse<T> response = http.send(request, handler);
            if (response.statusCode() != 200) {
                throw new ReaderException("storage refused: " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new ReaderException("storage does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReaderException("reading was interrupted", e);
        }
    }

    private static CertifiedKeys keys(Path folder, String trustDomain)
            throws IOException, CertificateException {
        X509Certificate root = Pem.readCertificates(folder.resolve("root.pem")).getFirst();
        List<X509Certificate> intermediates =
                new ArrayList<>(Pem.readCertificates(folder.resolve("cert.pem")));
        intermediates.removeFirst();
        Path tenants = folder.resolve("tenants.pem");
        if (Files.exists(tenants)) {
            intermediates.addAll(Pem.readCertificates(tenants));
        }
        return new CertifiedKeys(trustDomain, () -> List.of(root), intermediates);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
