package io.sealstream.protocol.internal.fields;

import java.math.BigDecimal;
import java.util.Arrays;

/** A value without parameters (RFC 9651, section 3.3). */
public sealed interface BareItem {

    /** An integer of at most 15 digits. */
    record IntegerItem(long value) implements BareItem {}

    /** A decimal of at most 12 digits before and 3 after the point. */
    record DecimalItem(BigDecimal value) implements BareItem {}

    /** A string of printable ASCII, without its quotes and escapes. */
    record StringItem(String value) implements BareItem {}

    /** A token (RFC 9651, section 3.3.4). */
    record TokenItem(String value) implements BareItem {}

    /** A byte sequence (RFC 9651, section 3.3.5). */
    record BytesItem(byte[] value) implements BareItem {
        @Override
        public boolean equals(Object other) {
            return other instanceof BytesItem that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /** A boolean (RFC 9651, section 3.3.6). */
    record BooleanItem(boolean value) implements BareItem {}

    /** A date, seconds since 1970. */
    record DateItem(long epochSecond) implements BareItem {}

    /** A Unicode string (RFC 9651, section 3.3.8). */
    record DisplayStringItem(String value) implements BareItem {}
}
