package io.sealstream.benchmarks.enrol;

import io.sealstream.operator.OperatorClient;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.TlsContexts;
import io.sealstream.protocol.signature.EnrolmentKey;
import io.sealstream.protocol.signature.EnrolmentPurpose;
import io.sealstream.protocol.signature.EnrolmentSignature;
import io.sealstream.protocol.signature.EnrolmentSigner;
import io.sealstream.protocol.signature.SignatureHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Enrols devices over EST (RFC 7030), several at a time: registered by the operator, then each with
 * its one-time token and its own P-256 key. Keys stay in memory and end with the process.
 */
public final class Enrolling implements AutoCloseable {
    private static final int AT_ONCE = 8;
    private static final int TRIES = 10;
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI endpoint;
    private final OperatorClient operator;
    private final HttpClient est;

    /**
     * Makes ready.
     *
     * @param operatorIdentity the operator's identity folder
     * @param vaultKeys the operator endpoint
     * @param endpoint the device endpoint
     */
    public Enrolling(Path operatorIdentity, URI vaultKeys, URI endpoint, String trustDomain)
            throws IOException, GeneralSecurityException {
        this.endpoint = endpoint;
        this.operator = OperatorClient.open(operatorIdentity, vaultKeys);
        this.est =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(
                                TlsContexts.clientWithoutIdentity(
                                        Pem.readCertificates(operatorIdentity.resolve("root.pem")),
                                        new SpiffeId(trustDomain, ServiceName.INGEST)))
                        .build();
    }

    /** Enrols all; {@code step} is called after each. */
    public List<EnrolledDevice> enrol(List<DeviceId> ids, Runnable step)
            throws IOException, InterruptedException {
        List<Future<EnrolledDevice>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (DeviceId id : ids) {
                Callable<EnrolledDevice> one =
                        () -> {
                            EnrolledDevice enrolled = enrol(id);
                            step.run();
                            return enrolled;
                        };
                running.add(threads.submit(one));
            }
            List<EnrolledDevice> devices = new ArrayList<>();
            for (Future<EnrolledDevice> one : running) {
                devices.add(one.get());
            }
            return devices;
        } catch (ExecutionException e) {
            throw new IOException("a device could not be enrolled: " + e.getCause(), e);
        }
    }

    private EnrolledDevice enrol(DeviceId id)
            throws IOException, InterruptedException, GeneralSecurityException {
        EnrolmentKey token = EnrolmentKey.ofToken(operator.register(id).token().text());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] csr = request(id, pair);
        SignatureHeaders signature = EnrolmentSigner.first(token, id).sign(csr, Instant.now());
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve(EnrolmentPurpose.FIRST.path()))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/pkcs10")
                        .header("Content-Digest", EnrolmentSignature.contentDigest(csr))
                        .header("Signature-Input", signature.signatureInput())
                        .header("Signature", signature.signature())
                        .POST(BodyPublishers.ofString(EnrolmentSignature.content(csr)))
                        .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the endpoint answered an enrolment with " + response.statusCode());
        }
        byte[] cms = Base64.getMimeDecoder().decode(response.body());
        return new EnrolledDevice(id, pair, issuedFor(pair, Pem.readCertificates(cms)));
    }

    /** An endpoint that answers 429 or 503 is asked again, as it says in Retry-After. */
    private HttpResponse<byte[]> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = est.send(request, BodyHandlers.ofByteArray());
        for (int again = 0; again < TRIES && LATER.contains(response.statusCode()); again++) {
            Thread.sleep(RETRY_AFTER);
            response = est.send(request, BodyHandlers.ofByteArray());
        }
        return response;
    }

    private static X509Certificate issuedFor(KeyPair pair, List<X509Certificate> answered)
            throws IOException {
        return answered.stream()
                .filter(certificate -> certificate.getPublicKey().equals(pair.getPublic()))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("the endpoint issued no certificate for the key"));
    }

    private static byte[] request(DeviceId id, KeyPair pair) throws IOException {
        try {
            return new JcaPKCS10CertificationRequestBuilder(
                            new X500NameBuilder().addRDN(BCStyle.CN, id.device()).build(),
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IOException("the new key does not sign", e);
        }
    }

    @Override
    public void close() {
        operator.close();
        est.shutdownNow();
    }
}
