package io.sealstream.reader;

/**
 * How far a stream was read.
 *
 * @param cursor where to go on, now or when there are new events
 * @param more whether there is more already
 */
public record Position(String cursor, boolean more) {}
