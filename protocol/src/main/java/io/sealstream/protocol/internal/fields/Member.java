package io.sealstream.protocol.internal.fields;

import java.util.List;
import java.util.SequencedMap;

/** What a list or a dictionary holds (RFC 9651, sections 3.1 and 3.2). */
public sealed interface Member {

    /** The parameters, in their order; empty when there are none. */
    SequencedMap<String, BareItem> parameters();

    /** A value with parameters (RFC 9651, section 3.3). */
    record Item(BareItem value, SequencedMap<String, BareItem> parameters) implements Member {}

    /** Items in parentheses (RFC 9651, section 3.1.1). */
    record InnerList(List<Item> items, SequencedMap<String, BareItem> parameters)
            implements Member {}
}
