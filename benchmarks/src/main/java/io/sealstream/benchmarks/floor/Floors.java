package io.sealstream.benchmarks.floor;

/**
 * CPU microseconds of one core for the operations that no event can do without. A cost of a service
 * divided by its floor says how far it is from what cannot be avoided.
 *
 * @param verifyMicros one P-256 signature verified, with the provider the guard uses
 * @param verifyProvider that provider
 * @param sealMicros one content sealed with AES-256-GCM under a key at hand
 * @param digestMicros SHA-256 over one content
 */
public record Floors(
        double verifyMicros, String verifyProvider, double sealMicros, double digestMicros) {}
