package io.sealstream.servicekit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLimitTest {

    @Test
    void limitIsAWholeNumberAndHasAStandardValue() {
        assertThat(PageLimit.parse(null, 1000)).isEqualTo(100);
        assertThat(PageLimit.parse("1000", 1000)).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "-1", "+1", " 1", "1e3", "1001", "99999999999", "١"})
    void anythingElseIsAMalformedRequest(String limit) {
        assertThatThrownBy(() -> PageLimit.parse(limit, 1000))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.MALFORMED_REQUEST));
    }
}
