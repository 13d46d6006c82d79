package io.sealstream.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A named sequence of a device's events.
 *
 * @param value the name, by the grammar of all names
 */
public record StreamName(String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StreamName {
        Names.require("stream", value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
