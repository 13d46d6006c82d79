package io.sealstream.servicekit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.protocol.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @Test
    void limitIsAWholeNumberAndHasAStandardValue() {
        assertThat(limit(Map.of())).isEqualTo(100);
        assertThat(limit(Map.of("limit", List.of("1000")))).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "-1", "+1", " 1", "1e3", "1001", "99999999999", "١"})
    void anythingElseIsRefusedByName(String limit) {
        assertRefused(Map.of("limit", List.of(limit)), "limit");
    }

    @Test
    void whatIsUnknownOrGivenTwiceIsRefusedAndNotQuoted() {
        assertRefused(Map.of("limit", List.of("5", "5")), "limit is given more than once");
        assertRefused(Map.of("<b>", List.of("5")), "unknown query parameter; known are limit, to");
    }

    private static int limit(Map<String, List<String>> query) {
        return PageLimit.of(QueryParameters.of(query, "limit", "to"), 1000);
    }

    private static void assertRefused(Map<String, List<String>> query, String detail) {
        assertThatThrownBy(() -> limit(query))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem()).isEqualTo(Problem.MALFORMED_REQUEST);
                            assertThat(new String(e.document(), StandardCharsets.UTF_8))
                                    .contains(detail)
                                    .doesNotContain("<b>");
                        });
    }
}
