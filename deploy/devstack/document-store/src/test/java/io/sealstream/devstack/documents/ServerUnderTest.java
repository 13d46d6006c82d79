package io.sealstream.devstack.documents;

import com.mongodb.client.MongoClient;
import io.sealstream.devstack.identity.TemporaryAuthority;
import io.sealstream.protocol.ServiceName;
import java.io.IOException;

/** A document server that can be killed. */
interface ServerUnderTest {
    /** A client of a service, logged in as the server wants it. */
    MongoClient clientOf(ServiceName service) throws IOException;

    /** A client whose identity comes from {@code issuer} and which trusts the server. */
    MongoClient clientOf(TemporaryAuthority issuer, ServiceName service) throws IOException;

    /** Where it listens. */
    int port();

    /** Kills it as a power cut would. */
    void kill() throws InterruptedException;

    /** Starts it again on what it kept. */
    void start() throws IOException, InterruptedException;
}
