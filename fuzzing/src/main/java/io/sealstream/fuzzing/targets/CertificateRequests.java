package io.sealstream.fuzzing.targets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.sealstream.fuzzing.edits.Choices;
import io.sealstream.fuzzing.edits.DerEdits;
import io.sealstream.keys.RequestRefusedException;
import io.sealstream.keys.devices.CertificateRequest;
import io.sealstream.protocol.signature.DeviceKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certification requests, which any caller of EST may send without a certificate. */
public final class CertificateRequests {
    private static final byte[] REQUEST = request();

    private CertificateRequests() {}

    /** Feeds one. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Choices choices = new FuzzerChoices(data);
        byte[] der = DerEdits.edit(choices, REQUEST);
        try {
            DeviceKey key = CertificateRequest.parse(der).key();
            if (!DeviceKey.ofSubjectPublicKeyInfo(key.subjectPublicKeyInfo())
                    .keyId()
                    .equals(key.keyId())) {
                throw new AssertionError("a key has two names");
            }
        } catch (RequestRefusedException e) {
            // 400.
        } catch (InvalidKeyException e) {
            throw new AssertionError("a key that was taken cannot be read", e);
        }
    }

    private static byte[] request() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new JcaPKCS10CertificationRequestBuilder(
                            new X500Principal("CN=sensor-1,O=acme"), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
