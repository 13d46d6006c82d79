package io.sealstream.fuzzing.requests;

/**
 * A request as it is sent.
 *
 * @param bytes head and body
 * @param ended whether the receiver knows where it ends; if not, it may wait for more, or take what
 *     follows for another request
 */
public record RequestBytes(byte[] bytes, boolean ended) {}
