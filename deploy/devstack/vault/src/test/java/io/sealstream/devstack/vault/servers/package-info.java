/**
 * The servers a Vault suite runs on: the emulator, HashiCorp Vault and OpenBao. One annotation runs
 * a suite on each; shared with the suites of vault-keys and of the launcher.
 */
@NullMarked
package io.sealstream.devstack.vault.servers;

import org.jspecify.annotations.NullMarked;
