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
 */
record Dependencies(
        boolean documents, boolean indexes, boolean epochKeys, VaultHealth.State vault) {

    boolean ready() {
        return documents && indexes && epochKeys;
    }
}
