package io.sealstream.devstack.vault;

import io.sealstream.protocol.identity.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests that are not like ours. */
final class Requests {
    private Requests() {}

    /** A request for a key of some algorithm and size; size 0 where there is only one. */
    static String of(String algorithm, int bits, String signature)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(algorithm, new BouncyCastleProvider());
        if (bits != 0) {
            generator.initialize(bits);
        }
        KeyPair key = generator.generateKeyPair();
        return signed(builder("CN=other", key), key, signature);
    }

    /** A request that asks for a name of its own choice, in its subject and as a URI. */
    static String naming(String uri)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        ExtensionsGenerator wishes = new ExtensionsGenerator();
        wishes.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        JcaPKCS10CertificationRequestBuilder builder = builder("CN=vault", key);
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes.generate());
        return signed(builder, key, "SHA256withECDSA");
    }

    /** A request whose attributes field is absent, not empty. */
    static String withoutAttributes()
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        JcaPKCS10CertificationRequestBuilder builder = builder("CN=x", key);
        builder.setLeaveOffEmptyAttributes(true);
        return signed(builder, key, "SHA256withECDSA");
    }

    private static JcaPKCS10CertificationRequestBuilder builder(String subject, KeyPair key) {
        return new JcaPKCS10CertificationRequestBuilder(
                new X500Principal(subject), key.getPublic());
    }

    private static String signed(
            JcaPKCS10CertificationRequestBuilder builder, KeyPair key, String algorithm)
            throws OperatorCreationException, IOException {
        return Pem.encode(
                "CERTIFICATE REQUEST",
                builder.build(
                                new JcaContentSignerBuilder(algorithm)
                                        .setProvider(new BouncyCastleProvider())
                                        .build(key.getPrivate()))
                        .getEncoded());
    }
}
