package io.sealstream.servicekit.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.protocol.SecurityFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RepeatedFindingsTest {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private final RepeatedFindings repeated = new RepeatedFindings();

    private static SecurityFinding finding(String kind, String subject, int number) {
        return new SecurityFinding("replay-guard", kind, subject, "number " + number, START);
    }

    @Test
    void firstOfAKindAboutASubjectPassesAtOnce() {
        // Given
        var flood = finding("bad-signature", "acme/stolen", 1);
        repeated.admit(flood, START);
        // When, Then
        assertThat(repeated.admit(finding("nonce-conflict", "acme/stolen", 2), START)).isPresent();
        assertThat(repeated.admit(finding("bad-signature", "acme/other", 3), START)).isPresent();
    }

    @Test
    void floodIsOneFindingAMinuteAndEachIsCounted() {
        // Given
        List<SecurityFinding> reported = new ArrayList<>();
        // When
        for (int second = 0; second < 600; second++) {
            Instant now = START.plusSeconds(second);
            reported.addAll(repeated.due(now));
            for (int n = 0; n < 100; n++) {
                repeated.admit(finding("bad-signature", "acme/stolen", second), now)
                        .ifPresent(reported::add);
            }
        }
        reported.addAll(repeated.rest());
        // Then
        assertThat(reported).hasSize(11);
        assertThat(sum(reported)).isEqualTo(60_000);
        assertThat(reported.getFirst().count()).isEqualTo(1);
        assertThat(reported.getLast().detail()).isEqualTo("number 599");
    }

    @Test
    void whatIsOverIsReportedAtOnceWhenItComesBack() {
        // Given
        var found = finding("bad-signature", "acme/stolen", 1);
        repeated.admit(found, START);
        // When
        List<SecurityFinding> due = repeated.due(START.plus(RepeatedFindings.WINDOW));
        // Then
        assertThat(due).isEmpty();
        assertThat(repeated.admit(found, START.plus(RepeatedFindings.WINDOW))).contains(found);
    }

    @Test
    void inventedSubjectsTakeNoMemoryWithoutEnd() {
        // Given
        List<SecurityFinding> reported = new ArrayList<>();
        // When
        for (int n = 0; n < 1_000_000; n++) {
            repeated.admit(finding("unknown-device", "acme/invented-" + n, n), START)
                    .ifPresent(reported::add);
        }
        reported.addAll(repeated.due(START.plus(Duration.ofMinutes(2))));
        // Then
        assertThat(reported).hasSizeLessThan(10_010);
        assertThat(reported.getLast().subject()).isEqualTo("others");
        assertThat(sum(reported)).isEqualTo(1_000_000);
    }

    private static long sum(List<SecurityFinding> reported) {
        return reported.stream().flatMapToLong(finding -> LongStream.of(finding.count())).sum();
    }
}
