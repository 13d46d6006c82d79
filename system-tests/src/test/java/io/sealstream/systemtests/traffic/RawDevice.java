package io.sealstream.systemtests.traffic;

import io.sealstream.devstack.identity.IdentityRequest;
import io.sealstream.protocol.ContentDigest;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EventFacts;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.protocol.signature.CoveredRequest;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentSigner;
import io.sealstream.protocol.signature.EventSignature;
import io.sealstream.protocol.signature.EventSigner;
import io.sealstream.protocol.signature.RequestSignature;
import io.sealstream.protocol.signature.SignatureHeaders;
import io.sealstream.systemtests.stack.Http;
import io.sealstream.systemtests.stack.Listener;
import io.sealstream.systemtests.stack.Stack;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A device without a client library: it makes each request itself, also wrong ones, and enrols as a
 * client of EST alone.
 */
public final class RawDevice {
    private final Stack stack;
    private final DeviceId id;
    private final IdentityRequest request = IdentityRequest.create();

    public RawDevice(Stack stack, DeviceId id) {
        this.stack = stack;
        this.id = id;
    }

    /** A connection to the device endpoint without a certificate. */
    public Http stranger() throws Exception {
        SSLContext tls =
                TlsContexts.clientWithoutIdentity(stack.anchors(), Stack.id(ServiceName.INGEST));
        return new Http(tls, stack.url(Listener.INGEST));
    }

    /** A connection to the device endpoint with the device's certificate. */
    public Http endpoint(List<X509Certificate> chain) throws Exception {
        return new Http(tls(chain), stack.url(Listener.INGEST));
    }

    /** The device's side of a connection to the device endpoint. */
    public SSLContext tls(List<X509Certificate> chain) throws Exception {
        return TlsContexts.client(
                request.key(), chain, stack.anchors(), Stack.id(ServiceName.INGEST));
    }

    /**
     * Enrols the device with a token, and waits until the endpoint has heard of it; its certificate
     * comes first.
     */
    public List<X509Certificate> enrol(String token) throws Exception {
        List<X509Certificate> chain = askForCertificate(token);
        try (Http endpoint = endpoint(chain)) {
            for (int i = 0; i < 200 && endpoint.get("/v1/epoch").statusCode() != 200; i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        return chain;
    }

    private List<X509Certificate> askForCertificate(String token) throws Exception {
        try (Http stranger = stranger()) {
            return certificates(
                    stranger.send(
                            "POST",
                            "/.well-known/est/simpleenroll",
                            csr(),
                            "Content-Type",
                            "application/pkcs10",
                            "Authorization",
                            basic(token)));
        }
    }

    /** PKCS#10, base64 DER. */
    public byte[] csr() {
        String base64 = request.pem().replaceAll("-----[A-Z ]+-----|\\s", "");
        return base64.getBytes(StandardCharsets.US_ASCII);
    }

    /** PKCS#10, DER. */
    public byte[] der() {
        return Base64.getDecoder().decode(csr());
    }

    /** The device's signature over its first enrolment. */
    public SignatureHeaders enrolment(String token) {
        return EnrolmentSigner.first(EnrolmentKey.ofToken(token), id).sign(der(), Instant.now());
    }

    /** The device's signature over a renewal with a request, by the key of its certificate. */
    public SignatureHeaders renewal(List<X509Certificate> chain, byte[] request) throws Exception {
        return EnrolmentSigner.renewal(this.request.key(), key(chain)).sign(request, Instant.now());
    }

    /** Credentials of a first enrolment. */
    public String basic(String token) {
        String credentials = id.key() + ":" + token;
        return "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Certificates of an EST answer, the device's own first: CMS keeps them as a set. */
    public static List<X509Certificate> certificates(HttpResponse<byte[]> answer) throws Exception {
        return Pem.readCertificates(Base64.getMimeDecoder().decode(answer.body())).stream()
                .sorted(Comparator.comparingInt(X509Certificate::getBasicConstraints))
                .toList();
    }

    /** Sends an event under a nonce, with a digest of the content given. */
    public HttpResponse<byte[]> send(
            Http endpoint,
            List<X509Certificate> chain,
            EventId event,
            String nonce,
            byte[] content,
            byte[] digested,
            String... moreFields)
            throws Exception {
        EventSigner own = signer(chain, request.key());
        return send(endpoint, own, event, nonce, content, digested, moreFields);
    }

    /** Sends an event that somebody else may have signed. */
    public HttpResponse<byte[]> send(
            Http endpoint,
            EventSigner signer,
            EventId event,
            String nonce,
            byte[] content,
            byte[] digested,
            String... moreFields)
            throws Exception {
        List<String> fields = new ArrayList<>(signedFields(signer, event, nonce, digested));
        fields.addAll(List.of(moreFields));
        return endpoint.send(
                "POST", covered(event, digested).path(), content, fields.toArray(String[]::new));
    }

    /** The fields that make a request of an event under a nonce: names and values in turn. */
    public List<String> signedFields(
            List<X509Certificate> chain, EventId event, String nonce, byte[] digested)
            throws Exception {
        return signedFields(signer(chain, request.key()), event, nonce, digested);
    }

    private List<String> signedFields(
            EventSigner signer, EventId event, String nonce, byte[] digested) throws Exception {
        CoveredRequest covered = covered(event, digested);
        SignatureHeaders headers = signer.sign(covered, nonce);
        return List.of(
                "Content-Digest",
                covered.contentDigest(),
                "Idempotency-Key",
                covered.idempotencyKey(),
                "Signature-Input",
                headers.signatureInput(),
                "Signature",
                headers.signature());
    }

    /** What ingest would make of the same event's request, without sending it. */
    public EventSignature signature(
            List<X509Certificate> chain, EventId event, String nonce, byte[] content)
            throws Exception {
        CoveredRequest covered = covered(event, content);
        SignatureHeaders headers = signer(chain, request.key()).sign(covered, nonce);
        return RequestSignature.read(
                id, covered, name -> null, headers.signatureInput(), headers.signature());
    }

    private CoveredRequest covered(EventId event, byte[] content) {
        EventFacts facts =
                new EventFacts(
                        id,
                        new StreamName("climate"),
                        event,
                        "application/json",
                        ContentDigest.of(ContentDigest.Algorithm.SHA_256, content));
        return CoveredRequest.of(facts, "localhost:" + stack.port(Listener.INGEST), "?");
    }

    /** Signs with a key, and names the one of the device's certificate. */
    public static EventSigner signer(List<X509Certificate> chain, PrivateKey key) throws Exception {
        return new EventSigner(key, key(chain));
    }

    private static DeviceKey key(List<X509Certificate> chain) throws Exception {
        return DeviceKey.ofSubjectPublicKeyInfo(chain.getFirst().getPublicKey().getEncoded());
    }
}
