package io.sealstream.devstack.vault.transit;

/**
 * A named key, as it is stored. It has one version: nothing of the local stack rotates keys.
 *
 * @param name its name
 * @param key 32 bytes
 */
record TransitKey(String name, byte[] key) {}
