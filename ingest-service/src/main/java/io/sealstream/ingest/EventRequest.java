package io.sealstream.ingest;

import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.KeyId;
import io.sealstream.protocol.StreamName;
import io.sealstream.protocol.signature.CoveredRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came through the door.
 *
 * @param device who the certificate says it is
 * @param certificateKey thumbprint of that certificate's key
 * @param stream from the path
 * @param covered what the signature must cover
 * @param fields any other request field by lower-case name
 * @param signatureInput field value
 * @param signature field value
 * @param content the body
 */
public record EventRequest(
        DeviceId device,
        KeyId certificateKey,
        StreamName stream,
        CoveredRequest covered,
        Function<String, @Nullable String> fields,
        String signatureInput,
        String signature,
        byte[] content) {}
