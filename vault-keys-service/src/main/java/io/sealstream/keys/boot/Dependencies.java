package io.sealstream.keys.boot;

import io.sealstream.keys.vault.VaultHealth;

/**
 * What the service depends on.
 *
 * @param documents whether the document store answers
 * @param indexes whether its indexes are made
 * @param epochKeys whether there is an epoch key to issue with
 * @param vault how Vault was a moment ago. No condition of readiness: while it is sealed, epoch
 *     keys are served on, and what needs it answers 503 by itself
 * @param statesWaiting device states that wait to be published. No condition either: with the
 *     broker away, epoch and data keys are still served
 */
record Dependencies(
        boolean documents,
        boolean indexes,
        boolean epochKeys,
        VaultHealth.State vault,
        long statesWaiting) {

    boolean ready() {
        return documents && indexes && epochKeys;
    }
}
