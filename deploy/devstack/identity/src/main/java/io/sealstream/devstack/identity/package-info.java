/**
 * Identities of the local stack's processes: requests for certificates, the folders they are kept
 * in, and an authority that lives in memory for the moment before Vault has one.
 *
 * <p>Not part of a service. Talks to nobody; touches identity folders only.
 */
@NullMarked
package io.sealstream.devstack.identity;

import org.jspecify.annotations.NullMarked;
