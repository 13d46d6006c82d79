/**
 * The PKI engine: certification authorities, roles and signing.
 *
 * <p>ASN.1 and signatures come from Bouncy Castle and the JDK. Uses {@code request} and {@code
 * barrier}.
 */
@NullMarked
package io.sealstream.devstack.vault.pki;

import org.jspecify.annotations.NullMarked;
