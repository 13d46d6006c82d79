package io.sealstream.protocol;

/**
 * A named sequence of a device's events.
 *
 * @param value the name, by the grammar of all names
 */
public record StreamName(String value) {
    public StreamName {
        Names.require("stream", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
