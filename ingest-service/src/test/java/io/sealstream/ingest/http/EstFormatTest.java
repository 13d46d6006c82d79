package io.sealstream.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.fixture.TestDevice;
import io.sealstream.ingest.Refusal;
import io.sealstream.protocol.DeviceState.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bouncycastle-1.86-simpleenroll.http",
                "strongswan-5.9.8-simpleenroll.http",
                "strongswan-5.9.8-simplereenroll.http"
            })
    void requestsOfRealClientsAreRead(String name) throws IOException {
        // Given
        Path transcript =
                Path.of(System.getProperty("sealstream.shared"), "vectors/est-transcripts", name);
        Assumptions.assumeTrue(Files.exists(transcript), "no transcripts of real clients here");
        String request = Files.readString(transcript, StandardCharsets.ISO_8859_1);
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);

        // When
        byte[] der = CertsOnly.fromBase64(body.getBytes(StandardCharsets.ISO_8859_1));

        // Then
        assertThat(new PKCS10CertificationRequest(der).getSubject()).isNotNull();
    }

    @Test
    void answerIsOneLineOfBase64WithTheCertificates() throws Exception {
        // Given
        try (TestDevice device = new TestDevice("acme", "sensor-1")) {
            byte[] certificate =
                    device.state(Status.ACTIVE, Instant.EPOCH).keys().getFirst().certificate();

            // When
            String answer = CertsOnly.base64(List.of(certificate));

            // Then
            assertThat(answer).doesNotContain("\n", "\r");
            CMSSignedData message = new CMSSignedData(Base64.getDecoder().decode(answer));
            assertThat(message.getCertificates().getMatches(null)).hasSize(1);
            assertThat(message.getSignerInfos().getSigners()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc", "Basic !!!", "Basic YWNtZQ==", "Basic YWNtZTp4"})
    void whatIsNoDeviceAndTokenIsRefused(String authorization) {
        assertThatThrownBy(() -> BasicCredentials.parse(authorization)).isInstanceOf(Refusal.class);
    }

    @Test
    void credentialsAreDeviceAndToken() {
        // Given
        String basic =
                Base64.getEncoder()
                        .encodeToString("acme/sensor-1:t:1".getBytes(StandardCharsets.UTF_8));

        // When
        BasicCredentials credentials = BasicCredentials.parse("Basic " + basic);

        // Then
        assertThat(credentials.device().key()).isEqualTo("acme/sensor-1");
        assertThat(credentials.password()).isEqualTo("t:1");
        assertThat(credentials.toString()).doesNotContain("t:1");
    }

    @Test
    void preferenceToWaitIsBounded() {
        assertThat(Preference.wait(null)).isZero();
        assertThat(Preference.wait("respond-async, wait=7")).hasSeconds(7);
        assertThat(Preference.wait("wait=9999")).hasSeconds(30);
        assertThat(Preference.wait("wait=-1")).isZero();
        assertThat(Preference.wait("wait=x")).isZero();
    }
}
