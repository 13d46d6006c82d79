package io.sealstream.protocol.internal.fields;

/** A text is not the structured field it should be. The message never holds the text. */
public final class MalformedFieldException extends Exception {
    public MalformedFieldException(String message) {
        super(message);
    }
}
