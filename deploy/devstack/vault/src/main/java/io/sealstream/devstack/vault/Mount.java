package io.sealstream.devstack.vault;

import io.sealstream.devstack.vault.request.Engine;

/**
 * An engine at a place.
 *
 * @param path with a slash at the end, such as {@code pki-root/} or {@code auth/cert/}
 * @param engine what answers there
 */
record Mount(String path, Engine engine) {}
