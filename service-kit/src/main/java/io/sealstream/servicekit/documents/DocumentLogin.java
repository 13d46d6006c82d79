package io.sealstream.servicekit.documents;

/**
 * How a service tells the document server who it is. The connection is mutual TLS in every case.
 */
public enum DocumentLogin {
    /** MongoDB's own login by the certificate of the connection ({@code MONGODB-X509}). */
    X509,
    /**
     * A password on top of the certificate, for servers that know no login by certificate, such as
     * FerretDB. The user is the name of the service.
     */
    SCRAM_SHA_256,
    /**
     * None: the server accepts the certificate alone, as the emulator of the local stack does. A
     * server that wants a login refuses every command.
     */
    TLS
}
