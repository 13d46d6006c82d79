/**
 * Storage that is unreadable without the unseal key: one folder of encrypted files.
 *
 * <p>Knows nothing of what is stored. Only this package touches the disk and the barrier key.
 */
@NullMarked
package io.sealstream.devstack.vault.barrier;

import org.jspecify.annotations.NullMarked;
