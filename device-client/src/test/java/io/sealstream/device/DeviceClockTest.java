package io.sealstream.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.testkit.TestPki;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceClockTest {
    private static final Answer NOON = dated("Wed, 25 Nov 2026 12:00:00 GMT");

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:09Z", "2026-11-25T11:58:00Z", "2026-11-27T12:00:00Z"})
    void wrongClockIsNamedWithBothTimes(String time) {
        assertThatThrownBy(() -> at(time).requireAbout(NOON))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("clock of this device says " + time)
                .hasMessageContaining("2026-11-25T12:00:00Z")
                .hasMessageContaining("the token was not used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T11:59:45Z", "2026-11-25T12:00:00Z", "2026-11-25T12:20:00Z"})
    void clockThatIsAboutRightIsTaken(String time) {
        at(time).requireAbout(NOON);
    }

    @Test
    void endpointThatSaysNoTimeIsNotCompared() {
        at("1970-01-01T00:00:00Z").requireAbout(new Answer(200, headers(Map.of()), new byte[0]));
        at("1970-01-01T00:00:00Z").requireAbout(dated("yesterday"));
    }

    @Test
    void rootOfAnotherTimeIsBlamedOnTheClock() {
        assertThatThrownBy(() -> at("1970-01-01T00:00:09Z").requireValid(new TestPki().root()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("clock of this device says 1970-01-01T00:00:09Z");
    }

    @Test
    void handshakeThatFailsForTheTimeIsBlamedOnTheClockAndNoOther() {
        // Given
        SSLHandshakeException early = new SSLHandshakeException("PKIX path validation failed");
        early.initCause(new CertificateNotYetValidException("NotBefore: ..."));
        IOException refused = new IOException("connection refused");
        DeviceClock clock = at("1970-01-01T00:00:09Z");
        // When, Then
        assertThatThrownBy(() -> clock.blamed(() -> fail(early)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("clock of this device says 1970-01-01T00:00:09Z")
                .hasCause(early);
        assertThatThrownBy(() -> clock.blamed(() -> fail(refused))).isSameAs(refused);
        assertThat(refused).hasNoSuppressedExceptions();
    }

    private static Object fail(IOException e) throws IOException {
        throw e;
    }

    private static DeviceClock at(String time) {
        return new DeviceClock(InstantSource.fixed(Instant.parse(time)));
    }

    private static Answer dated(String date) {
        return new Answer(200, headers(Map.of("Date", List.of(date))), new byte[0]);
    }

    private static HttpHeaders headers(Map<String, List<String>> fields) {
        return HttpHeaders.of(fields, (name, value) -> true);
    }
}
