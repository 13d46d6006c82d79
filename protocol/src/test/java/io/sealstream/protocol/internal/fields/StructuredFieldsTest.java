package io.sealstream.protocol.internal.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.protocol.Rounds;
import io.sealstream.protocol.Vectors;
import io.sealstream.protocol.internal.fields.BareItem.BooleanItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.BareItem.TokenItem;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parser and serialisation against the vectors of the HTTP working group, and each other. */
class StructuredFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary", "boolean", "date", "dictionary", "display-string", "item",
                "key-generated", "list", "listlist", "number", "number-generated", "param-list",
                "string", "string-generated", "token", "token-generated"
            })
    void publishedFieldsParseAndOthersDoNot(String file) throws Exception {
        for (JsonNode test : Vectors.json("structured-fields/" + file + ".json")) {
            StringJoiner raw = new StringJoiner(", ");
            test.get("raw").forEach(line -> raw.add(line.asText()));
            String type = test.get("header_type").asText();
            if (test.path("must_fail").asBoolean()) {
                assertThatThrownBy(() -> parse(type, raw.toString()))
                        .as(test.get("name").asText())
                        .isInstanceOf(MalformedFieldException.class);
                continue;
            }
            Parsed parsed;
            try {
                parsed = parse(type, raw.toString());
            } catch (MalformedFieldException e) {
                assertThat(test.path("can_fail").asBoolean()).as(test.toString()).isTrue();
                continue;
            }
            String name = test.get("name").asText();
            assertThat(parsed.json()).as(name).isEqualTo(Expected.of(test));
            JsonNode canonical = test.has("canonical") ? test.get("canonical") : test.get("raw");
            StringJoiner text = new StringJoiner(", ");
            canonical.forEach(line -> text.add(line.asText()));
            assertThat(parsed.text()).as(name).isEqualTo(text.toString());
        }
    }

    @Test
    void everyDictionaryComesBackEqual() {
        Rounds.run(
                1000,
                random -> {
                    // Given
                    SequencedMap<String, Member> dictionary = new LinkedHashMap<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        dictionary.put(Rounds.name(random), member(random));
                    }
                    // When
                    String text = FieldWriter.dictionary(dictionary);
                    // Then
                    assertThat(FieldParser.dictionary(text)).isEqualTo(dictionary);
                    assertThat(FieldWriter.dictionary(FieldParser.dictionary(text)))
                            .isEqualTo(text);
                });
    }

    @Test
    void valuesWithoutASerialisationAreRefused() {
        List<BareItem> none =
                List.of(
                        new IntegerItem(1_000_000_000_000_000L),
                        new StringItem("\n"),
                        new TokenItem("1a"),
                        new BareItem.DecimalItem(new java.math.BigDecimal("1000000000000.0")));
        for (BareItem value : none) {
            assertThatThrownBy(() -> FieldWriter.member(new Item(value, new LinkedHashMap<>())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private record Parsed(Object json, String text) {}

    private static Parsed parse(String type, String raw) throws MalformedFieldException {
        return switch (type) {
            case "item" -> {
                Item item = FieldParser.item(raw);
                yield new Parsed(Expected.member(item), FieldWriter.member(item));
            }
            case "list" -> {
                List<Member> list = FieldParser.list(raw);
                yield new Parsed(
                        list.stream().map(Expected::member).toList(), FieldWriter.list(list));
            }
            default -> {
                SequencedMap<String, Member> members = FieldParser.dictionary(raw);
                List<Object> pairs = new ArrayList<>();
                members.forEach((key, m) -> pairs.add(List.of(key, Expected.member(m))));
                yield new Parsed(pairs, FieldWriter.dictionary(members));
            }
        };
    }

    private static Member member(RandomGenerator random) {
        if (random.nextBoolean()) {
            return new Item(bare(random), parameters(random));
        }
        List<Item> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(new Item(bare(random), parameters(random)));
        }
        return new InnerList(items, parameters(random));
    }

    private static SequencedMap<String, BareItem> parameters(RandomGenerator random) {
        SequencedMap<String, BareItem> parameters = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            parameters.put(Rounds.name(random), bare(random));
        }
        return parameters;
    }

    private static BareItem bare(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> new IntegerItem(random.nextLong(1_000_000_000_000_000L));
            case 1 -> new StringItem(Rounds.ascii(random, 40));
            case 2 -> new TokenItem("T/" + Rounds.name(random));
            case 3 -> new BytesItem(Rounds.bytes(random, random.nextInt(70)));
            case 4 ->
                    new BareItem.DisplayStringItem(Rounds.ascii(random, 9) + "\u00fc\ud83d\ude00");
            default -> new BooleanItem(random.nextBoolean());
        };
    }
}
