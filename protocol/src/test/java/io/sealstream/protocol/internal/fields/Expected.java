package io.sealstream.protocol.internal.fields;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.protocol.internal.fields.BareItem.BooleanItem;
import io.sealstream.protocol.internal.fields.BareItem.BytesItem;
import io.sealstream.protocol.internal.fields.BareItem.DateItem;
import io.sealstream.protocol.internal.fields.BareItem.DecimalItem;
import io.sealstream.protocol.internal.fields.BareItem.DisplayStringItem;
import io.sealstream.protocol.internal.fields.BareItem.IntegerItem;
import io.sealstream.protocol.internal.fields.BareItem.StringItem;
import io.sealstream.protocol.internal.fields.BareItem.TokenItem;
import io.sealstream.protocol.internal.fields.Member.InnerList;
import io.sealstream.protocol.internal.fields.Member.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.bouncycastle.util.encoders.Base32;

/** Brings what a vector expects and what was parsed to the same lists of plain values. */
final class Expected {
    private Expected() {}

    static Object of(JsonNode test) {
        return plain(test.get("expected"));
    }

    static Object member(Member member) {
        Object value =
                switch (member) {
                    case Item item -> bare(item.value());
                    case InnerList list -> list.items().stream().map(Expected::member).toList();
                };
        return List.of(value, parameters(member.parameters()));
    }

    private static Object parameters(SequencedMap<String, BareItem> parameters) {
        List<Object> pairs = new ArrayList<>();
        parameters.forEach((key, value) -> pairs.add(List.of(key, bare(value))));
        return pairs;
    }

    private static Object bare(BareItem item) {
        return switch (item) {
            case IntegerItem(long value) -> BigDecimal.valueOf(value);
            case DecimalItem(BigDecimal value) -> value.stripTrailingZeros();
            case StringItem(String value) -> value;
            case TokenItem(String value) -> "token " + value;
            case BytesItem(byte[] value) -> "binary " + Base32.toBase32String(value);
            case BooleanItem(boolean value) -> value;
            case DateItem(long seconds) -> "date " + seconds;
            case DisplayStringItem(String value) -> "displaystring " + value;
        };
    }

    private static Object plain(JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(child -> list.add(plain(child)));
            return list;
        }
        if (node.isObject()) {
            return node.get("__type").asText() + " " + node.get("value").asText();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            BigDecimal value = new BigDecimal(node.asText());
            return node.isIntegralNumber() ? value : value.stripTrailingZeros();
        }
        return node.asText();
    }
}
