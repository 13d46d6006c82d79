package io.sealstream.peers.container;

import io.sealstream.peers.PeerImage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite that needs real servers. The environment variable {@code SEALSTREAM_PEERS} decides:
 * {@code off} skips it; {@code auto}, the default, runs it where the images are and otherwise says
 * in a line that it is skipped; {@code required} fails it where one is not.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeerCondition.class)
public @interface OnRealServer {
    /** The images it needs. */
    PeerImage[] value();
}
