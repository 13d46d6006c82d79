package io.sealstream.ingest.http;

import io.sealstream.ingest.Admission;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.signature.DeviceKey;
import io.sealstream.servicekit.http.Caller;
import io.sealstream.servicekit.http.Callers;
import io.sealstream.servicekit.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.security.InvalidKeyException;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.SSLSession;

/**
 * The device behind a connection.
 *
 * @param device from the certificate's SPIFFE ID
 * @param certificateKey thumbprint of the certificate's key
 */
record DeviceCaller(DeviceId device, KeyId certificateKey) {
    private static final String CACHED = "io.sealstream.device";

    /** The device behind a connection, if it may send at this moment. */
    static DeviceCaller active(HttpServerRequest request, Callers callers, Admission admission) {
        DeviceCaller caller = of(request, callers);
        var _ =
                admission.requireActive(
                        caller.device, caller.certificateKey, InstantSource.system().instant());
        return caller;
    }

    static DeviceCaller of(HttpServerRequest request, Callers callers) {
        try {
            Caller caller = callers.of(request);
            if (!(caller.principal() instanceof DeviceId device)) {
                throw new Refusal(Problem.FORBIDDEN);
            }
            SSLSession session = Objects.requireNonNull(request.sslSession());
            if (session.getValue(CACHED) instanceof DeviceCaller known) {
                return known;
            }
            byte[] publicKey = caller.certificate().getPublicKey().getEncoded();
            DeviceCaller known =
                    new DeviceCaller(device, DeviceKey.ofSubjectPublicKeyInfo(publicKey).keyId());
            session.putValue(CACHED, known);
            return known;
        } catch (ProblemException e) {
            throw new Refusal(e.problem());
        } catch (InvalidKeyException e) {
            throw new Refusal(Problem.FORBIDDEN);
        }
    }
}
