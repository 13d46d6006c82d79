package io.sealstream.devstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.devstack.identity.IdentityRequest;
import io.sealstream.devstack.vault.VaultUnderTest.Answer;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.protocol.identity.SpiffeCertificate;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PKI: a root, an intermediate, roles that hold, revocation that is published. */
class PkiContractTest extends VaultContract {
    private static final String DEVICE = "spiffe://sealstream.local/tenant/acme/device/d1";
    private String root = "";
    private String tenant = "";

    @BeforeEach
    void makeAuthorities() {
        root = mount("pki");
        tenant = mount("pki");
        Map<String, Object> authority =
                Map.of("common_name", "Test", "key_type", "ec", "key_bits", 256, "ttl", "8760h");
        Answer made = vault().write(root + "/root/generate/internal", authority);
        assertThat(made.status()).isEqualTo(200);
        Answer csr = vault().write(tenant + "/intermediate/generate/internal", authority);
        Map<String, Object> signing = new HashMap<>(authority);
        signing.put("csr", csr.data().get("csr").asText());
        signing.put("common_name", "Test tenants");
        signing.put("ttl", "4380h");
        Answer signed = vault().write(root + "/root/sign-intermediate", signing);
        String chain =
                signed.data().get("certificate").asText()
                        + "\n"
                        + made.data().get("certificate").asText();
        Answer set =
                vault().write(tenant + "/intermediate/set-signed", Map.of("certificate", chain));
        assertThat(set.status()).isEqualTo(200);
        assertThat(vault().write(tenant + "/roles/device", role()).status()).isIn(200, 204);
    }

    private static Map<String, Object> role() {
        return Map.ofEntries(
                Map.entry("allowed_uri_sans", "spiffe://sealstream.local/tenant/*"),
                Map.entry("key_type", "ec"),
                Map.entry("key_bits", 256),
                Map.entry("key_usage", List.of("DigitalSignature")),
                Map.entry("require_cn", false),
                Map.entry("use_csr_sans", false),
                Map.entry("use_csr_common_name", false),
                Map.entry("allow_localhost", false),
                Map.entry("allow_ip_sans", false),
                Map.entry("server_flag", false),
                Map.entry("max_ttl", "24h"));
    }

    private Answer sign(Map<String, ?> names) {
        Map<String, Object> body = new HashMap<>(names);
        body.putIfAbsent("csr", IdentityRequest.create().pem());
        return vault().write(tenant + "/sign/device", body);
    }

    private static X509Certificate certificate(JsonNode data) throws Exception {
        return Pem.readCertificates(
                        data.get("certificate").asText().getBytes(StandardCharsets.US_ASCII))
                .getFirst();
    }

    /** What a mount publishes of its authority, to anybody. */
    private static X509Certificate authority(String mount) throws Exception {
        return Pem.readCertificates(vault().call("GET", mount + "/ca/pem", null, null).bytes())
                .getFirst();
    }

    @Test
    void aSignedCertificateCarriesTheNameAskedFor() throws Exception {
        // When
        Answer answer = sign(Map.of("uri_sans", DEVICE, "ttl", "1h"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        X509Certificate leaf = certificate(answer.data());
        assertThat(SpiffeCertificate.read(leaf)).hasToString(DEVICE);
        X509Certificate issuer = authority(tenant);
        leaf.verify(issuer.getPublicKey());
        issuer.verify(authority(root).getPublicKey());
        assertThat(answer.data().get("issuing_ca").asText()).contains("BEGIN CERTIFICATE");
    }

    @Test
    void aNameOutsideTheRoleIsRefused() {
        assertThat(sign(Map.of("uri_sans", "spiffe://sealstream.local/service/ingest")).status())
                .isEqualTo(400);
        assertThat(sign(Map.of("uri_sans", DEVICE, "alt_names", "localhost")).status())
                .isEqualTo(400);
        assertThat(sign(Map.of("uri_sans", DEVICE, "ip_sans", "127.0.0.1")).status())
                .isEqualTo(400);
        assertThat(sign(Map.of("uri_sans", DEVICE, "common_name", "example.org")).status())
                .isEqualTo(400);
    }

    @Test
    void aLifetimeIsCutToTheRoleLimit() throws Exception {
        Answer answer = sign(Map.of("uri_sans", DEVICE, "ttl", "1000h"));

        X509Certificate leaf = certificate(answer.data());
        Duration life =
                Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        assertThat(life).isLessThan(Duration.ofHours(25));
    }

    @Test
    void aLifetimeBeyondTheAuthorityIsRefused() {
        // Given
        Map<String, Object> role = new HashMap<>(role());
        role.put("max_ttl", "8000h");
        vault().write(tenant + "/roles/device", role);

        // When, Then
        assertThat(sign(Map.of("uri_sans", DEVICE, "ttl", "6000h")).status()).isEqualTo(400);
    }

    @Test
    void oneNameOutsideTheRoleRefusesAll() {
        assertThat(
                        sign(Map.of(
                                        "uri_sans",
                                        DEVICE + ",spiffe://sealstream.local/service/storage"))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aKeyThatTheRoleDoesNotTakeIsRefused() throws Exception {
        assertThat(
                        sign(Map.of(
                                        "uri_sans",
                                        DEVICE,
                                        "csr",
                                        Requests.of("RSA", 2048, "SHA256withRSA")))
                                .status())
                .isEqualTo(400);
        assertThat(
                        sign(Map.of(
                                        "uri_sans",
                                        DEVICE,
                                        "csr",
                                        Requests.of("Ed25519", 0, "Ed25519")))
                                .status())
                .isEqualTo(400);
        assertThat(
                        sign(Map.of(
                                        "uri_sans",
                                        DEVICE,
                                        "csr",
                                        Requests.of("EC", 224, "SHA256withECDSA")))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aLeafIsAClientAndNoAuthorityAndTheRequestsOwnNamesCountNothing() throws Exception {
        // When
        Answer answer =
                sign(
                        Map.of(
                                "uri_sans",
                                DEVICE,
                                "csr",
                                Requests.naming("spiffe://sealstream.local/service/vault")));

        // Then
        X509Certificate leaf = certificate(answer.data());
        assertThat(SpiffeCertificate.read(leaf)).hasToString(DEVICE);
        assertThat(leaf.getSubjectAlternativeNames()).hasSize(1);
        assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        boolean[] digitalSignatureAlone = new boolean[9];
        digitalSignatureAlone[0] = true;
        assertThat(leaf.getKeyUsage()).isEqualTo(digitalSignatureAlone);
    }

    @Test
    void anAuthorityBelowAnotherHasThePathLengthAskedFor() throws Exception {
        // Given
        Map<String, Object> authority =
                Map.of("common_name", "Below", "key_type", "ec", "key_bits", 256, "ttl", "24h");
        String csr =
                vault().write(mount("pki") + "/intermediate/generate/internal", authority)
                        .data()
                        .get("csr")
                        .asText();
        Map<String, Object> signing = new HashMap<>(authority);
        signing.put("csr", csr);
        signing.put("max_path_length", 0);

        // When
        Answer signed = vault().write(root + "/root/sign-intermediate", signing);

        // Then
        assertThat(certificate(signed.data()).getBasicConstraints()).isZero();
    }

    @Test
    void aRequestThatDoesNotProveItsKeyIsRefused() throws Exception {
        // Given
        byte[] der = Pem.decode("CERTIFICATE REQUEST", IdentityRequest.create().pem());
        der[der.length - 1] ^= 1;

        // When
        Answer answer =
                sign(Map.of("uri_sans", DEVICE, "csr", Pem.encode("CERTIFICATE REQUEST", der)));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(sign(Map.of("uri_sans", DEVICE, "csr", "nonsense")).status()).isEqualTo(400);
    }

    @Test
    void aRequestWithoutAnAttributesFieldIsRefused() throws Exception {
        // When
        Answer answer = sign(Map.of("uri_sans", DEVICE, "csr", Requests.withoutAttributes()));

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void requestsAreSignedWhicheverDigestTheyAreSignedWith() throws Exception {
        for (String digest : List.of("SHA1", "SHA256", "SHA384", "SHA512")) {
            String csr = Requests.of("EC", 256, digest + "withECDSA");
            assertThat(sign(Map.of("uri_sans", DEVICE, "csr", csr)).status()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownRoleSignsNothing() {
        Answer answer =
                vault().write(
                                tenant + "/sign/none",
                                Map.of("csr", IdentityRequest.create().pem(), "uri_sans", DEVICE));

        assertThat(answer.status()).isEqualTo(400);
    }
}
