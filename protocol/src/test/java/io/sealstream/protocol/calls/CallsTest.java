package io.sealstream.protocol.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sealstream.protocol.DataKeyAnnouncement;
import io.sealstream.protocol.DataKeyId;
import io.sealstream.protocol.DeviceId;
import io.sealstream.protocol.EnvelopeKeyId;
import io.sealstream.protocol.EventId;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.MalformedRecordException;
import io.sealstream.protocol.secret.KeyBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the wire between services. */
class CallsTest {
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(
                        EnrolmentCalls.Enrolment.class,
                        "{\"tenant\":\"acme\",\"device\":\"p\",\"signature\":{\"signatureInput\":\"i\","
                                + "\"signature\":\"s\"},\"csr\":\"AA==\"}"),
                Arguments.of(
                        EnrolmentCalls.TokenEnrolment.class,
                        "{\"tenant\":\"acme\",\"device\":\"p\",\"token\":\"t\",\"csr\":\"AA==\"}"),
                Arguments.of(EnrolmentCalls.Certificates.class, "{\"certificates\":[\"AA==\"]}"),
                Arguments.of(EnrolmentCalls.Issued.class, "{\"certificate\":\"AA==\"}"),
                Arguments.of(
                        EpochKeysCall.Key.class,
                        "{\"kid\":7,\"key\":\""
                                + "A".repeat(43)
                                + "=\",\"notAfter\":\"2026-11-21T00:00:00Z\"}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyIsWrittenAsItWasReadAndEachMemberIsNeeded(Class<?> type, String json)
            throws MalformedRecordException {
        // When
        Object body = read(json, type);
        // Then
        assertThat(new String(Json.write(body), StandardCharsets.UTF_8)).isEqualTo(json);
        for (String member : json.replaceAll("[{}]", "").split(",(?=\")", -1)) {
            String name = member.replaceFirst("\"signature\":(?=\"signatureInput\")", "");
            name = name.substring(0, name.indexOf(':'));
            member = member.substring(member.indexOf(name));
            assertMalformed(json.replace(member, name + ":null"), type);
            assertMalformed(
                    json.replace(member, name + "x" + member.substring(name.length())), type);
        }
    }

    @Test
    void announcementWithoutAMemberIsMalformed() throws MalformedRecordException {
        // Given
        DataKeyAnnouncement whole =
                new DataKeyAnnouncement(
                        DataKeyId.random(),
                        "acme",
                        "pump-1",
                        EnvelopeKeyId.random(),
                        2,
                        new byte[] {1},
                        Instant.EPOCH);
        String order =
                new String(
                        Json.write(new UnwrapCall.Order("acme", "pump-1", List.of(whole))),
                        StandardCharsets.UTF_8);
        assertThat(read(order, UnwrapCall.Order.class)).isNotNull();
        // When, Then
        for (String member : List.of("dataKeyId", "envelopeKeyId", "enc", "created")) {
            String broken = order.replaceFirst("(\"" + member + "\"):\"[^\"]*\"", "$1:null");
            assertThat(broken).isNotEqualTo(order);
            assertMalformed(broken, UnwrapCall.Order.class);
        }
    }

    @Test
    void secretsAreInNoText() {
        assertThat(new EnrolmentCalls.TokenEnrolment("a", "b", "secret", new byte[0]).toString())
                .doesNotContain("secret");
        var key = KeyBytes.takeOwnershipOf(new byte[KeyBytes.LENGTH]);
        assertThat(new UnwrapCall.Key(DataKeyId.random(), key).toString()).contains("redacted");
        assertThat(new EpochKeysCall.Key(1, key, Instant.EPOCH).toString()).contains("redacted");
        var shorter = new byte[31];
        shorter[0] = 1;
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> KeyBytes.takeOwnershipOf(shorter));
        assertThat(shorter).containsOnly(0);
    }

    @Test
    void pathOfAReceiptNamesDeviceAndEvent() {
        EventId event = EventId.random();

        assertThat(ReceiptCall.path(new DeviceId("acme", "pump-1"), event))
                .isEqualTo("/v1/receipts/acme/pump-1/" + event);
    }

    private static Object read(String json, Class<?> type) throws MalformedRecordException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static void assertMalformed(String json, Class<?> type) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .as(json)
                .isThrownBy(() -> read(json, type));
    }
}
