package io.sealstream.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.ReaderId;
import io.sealstream.testkit.TestPki;
import io.sealstream.testkit.TestPki.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates as OpenSSL, cert-manager and people's editors leave them. */
class FilesOfOtherToolsTest {
    private final TestPki pki = new TestPki();
    private final Leaf reader = pki.tenant(new ReaderId("acme", "dashboard"));

    @TempDir Path folder;

    @BeforeEach
    void write() throws Exception {
        chain(reader.certificate(), reader.issuer());
        key(Pem.write(reader.pair().getPrivate()));
    }

    @Test
    void sec1KeyIsRead() throws Exception {
        String block = Pem.encode("EC PRIVATE KEY", sec1());
        String parameters = Pem.encode("EC PARAMETERS", new byte[] {6, 8, 42});
        for (String text :
                List.of(
                        block,
                        parameters + block,
                        block.replace("\n", "\r\n"),
                        "\ufeffkey of ünit 7\n" + block + "\n# end")) {
            key(text);
            assertReads();
        }
    }

    private byte[] sec1() throws IOException {
        return PrivateKeyInfo.getInstance(reader.pair().getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    @Test
    void pkcs8KeyIsReadWhateverStandsAroundIt() throws Exception {
        key("Bag Attributes\r\n" + Pem.write(reader.pair().getPrivate()).replace("\n", "\r\n"));
        assertReads();
    }

    @Test
    void certificatesMayStandInAnyOrderWithTheRootAndWithText() throws Exception {
        X509Certificate leaf = reader.certificate();
        X509Certificate above = reader.issuer();
        for (List<X509Certificate> order :
                List.of(
                        List.of(leaf, above, pki.root()),
                        List.of(leaf, pki.root(), above),
                        List.of(pki.root(), above, leaf),
                        List.of(above, leaf, leaf))) {
            chain(order.toArray(X509Certificate[]::new));
            assertReads();
        }
        Files.writeString(
                folder.resolve("cert.pem"),
                ("0 Certificate:\n  Data: é\n"
                                + Pem.write(List.of(leaf))
                                + "issuer\n"
                                + Pem.write(List.of(above)))
                        .replace("\n", "\r\n"),
                StandardCharsets.ISO_8859_1);
        assertReads();
    }

    private void assertReads() {
        assertThat(TlsIdentity.open(folder).chain())
                .containsExactly(reader.certificate(), reader.issuer());
    }

    @Test
    void whatCannotBeUsedIsSaidInOneLine() throws Exception {
        key(Pem.encode("ENCRYPTED PRIVATE KEY", new byte[] {1}));
        assertRefused("key.pem is encrypted");
        key("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n");
        assertRefused("key.pem is encrypted");
        key(Pem.encode("RSA PRIVATE KEY", new byte[] {1}));
        assertRefused("RSA");
        key(Pem.encode("EC PRIVATE KEY", new byte[] {48, 0}));
        assertRefused("key.pem holds no EC or Ed25519 key");
        key("nothing");
        assertRefused("key.pem holds no private key");
        key(Pem.write(pki.tenant(new ReaderId("acme", "other")).pair().getPrivate()));
        assertRefused("the key in key.pem belongs to no certificate in cert.pem");
        Files.delete(folder.resolve("key.pem"));
        assertRefused("key.pem is not there");
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> TlsIdentity.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void rootIsFoundAmongOthersAndNotGuessed() throws Exception {
        Path file = folder.resolve("root.pem");
        Files.writeString(file, Pem.write(List.of(pki.tenants(), pki.root(), pki.root())));
        assertThat(Pem.readRoot(file)).isEqualTo(pki.root());
        Files.writeString(file, Pem.write(List.of(pki.root(), new TestPki().root())));
        assertThatThrownBy(() -> Pem.readRoot(file)).isInstanceOf(CertificateException.class);
    }

    private void chain(X509Certificate... certificates) throws Exception {
        Files.writeString(folder.resolve("cert.pem"), Pem.write(List.of(certificates)));
    }

    private void key(String text) throws Exception {
        Files.writeString(folder.resolve("key.pem"), text);
    }
}
