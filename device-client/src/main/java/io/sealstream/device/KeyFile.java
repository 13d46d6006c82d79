package io.sealstream.device;

import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A private key as encrypted PKCS#8 in PEM (RFC 5958, section 3): PBES2 with scrypt (RFC 7914) and
 * AES-256-CBC, which OpenSSL reads too. That the key is the right one is shown by its certificate.
 */
final class KeyFile {
    private static final String LABEL = "ENCRYPTED PRIVATE KEY";

    /** 32 MiB and a tenth of a second on a small computer; more would shut out small devices. */
    private static final ScryptConfig SCRYPT =
            new ScryptConfig.Builder(1 << 15, 8, 1).withSaltLength(16).build();

    private static final Provider PROVIDER = new BouncyCastleProvider();

    private KeyFile() {}

    static String encrypt(PrivateKey key, Passphrase passphrase) {
        try {
            var encryptor =
                    new JcePKCSPBEOutputEncryptorBuilder(
                                    SCRYPT, NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(PROVIDER)
                            .build(passphrase.characters());
            var info = PrivateKeyInfo.getInstance(key.getEncoded());
            byte[] der =
                    new PKCS8EncryptedPrivateKeyInfoBuilder(info).build(encryptor).getEncoded();
            return Pem.encode(LABEL, der);
        } catch (OperatorCreationException | IOException e) {
            throw new DeviceException("the key could not be encrypted", e);
        }
    }

    static PrivateKey decrypt(String pem, Passphrase passphrase) {
        try {
            var encrypted = new PKCS8EncryptedPrivateKeyInfo(Pem.decode(LABEL, pem));
            PrivateKeyInfo info =
                    encrypted.decryptPrivateKeyInfo(
                            new JcePKCSPBEInputDecryptorProviderBuilder()
                                    .setProvider(PROVIDER)
                                    .build(passphrase.characters()));
            boolean ed25519 =
                    info.getPrivateKeyAlgorithm()
                            .getAlgorithm()
                            .equals(EdECObjectIdentifiers.id_Ed25519);
            return KeyFactory.getInstance(ed25519 ? "Ed25519" : "EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (PKCSException | IOException | GeneralSecurityException e) {
            throw new DeviceException("the key file does not open: wrong passphrase or damaged", e);
        }
    }
}
