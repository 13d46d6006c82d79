package io.sealstream.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sealstream.protocol.InvalidIdentifierException;
import io.sealstream.protocol.Problem;
import io.sealstream.protocol.nonce.EpochToken;
import io.sealstream.protocol.signature.AcceptSignature;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * What ingest answered.
 *
 * @param status HTTP status
 * @param headers fields
 * @param body content
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The problem it names; empty when it names none, or one of another release. */
    public Optional<Problem> problem() {
        return Problem.ofType(json().path("type").asText(""))
                .filter(problem -> problem.status() == status);
    }

    /** The receipt in the body; empty when there is none. */
    public Optional<Receipt> receipt() {
        return Receipt.of(json());
    }

    /** The fresh epoch it offers, in Accept-Signature or Device-Epoch. */
    public Optional<EpochToken> epoch() {
        Optional<EpochToken> offered =
                headers.firstValue("Accept-Signature").flatMap(AcceptSignature::offeredEpoch);
        return offered.isPresent()
                ? offered
                : headers.firstValue("Device-Epoch")
                        .or(() -> Optional.of(json().path("epoch").asText("")))
                        .flatMap(Answer::token);
    }

    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").flatMap(Answer::seconds);
    }

    private JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<EpochToken> token(String text) {
        try {
            return Optional.of(new EpochToken(text));
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Answer[" + status + problem().map(p -> " " + p.label()).orElse("") + "]";
    }
}
