package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.signature.CoveredRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was requested.
 *
 * @param device who the certificate of the connection says it is
 * @param certificateKey thumbprint of that certificate's key
 * @param covered what the signature must cover
 * @param fields any other request field by lower-case name
 * @param signatureInput field value
 * @param signature field value
 * @param content the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record EventRequest(
        DeviceId device,
        KeyId certificateKey,
        CoveredRequest covered,
        Function<String, @Nullable String> fields,
        String signatureInput,
        String signature,
        byte[] content) {}
