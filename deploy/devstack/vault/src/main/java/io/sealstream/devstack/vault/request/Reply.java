package io.sealstream.devstack.vault.request;

import java.util.Map;

/** What an engine answers a request that was not refused. */
public sealed interface Reply {

    /** Data in Vault's envelope. */
    record Data(int status, Map<String, ?> data) implements Reply {}

    /** A token in Vault's envelope. */
    record Login(Map<String, ?> auth) implements Reply {}

    /** JSON without an envelope, as some {@code sys} paths answer. */
    record Plain(int status, Map<String, ?> body) implements Reply {}

    /** Bytes, as certificates and revocation lists are fetched. */
    record Raw(String contentType, byte[] bytes) implements Reply {}

    /** 204. */
    record Nothing() implements Reply {}

    /** 200 with data. */
    static Reply data(Map<String, ?> data) {
        return new Data(200, data);
    }

    /** 204. */
    static Reply nothing() {
        return new Nothing();
    }
}
