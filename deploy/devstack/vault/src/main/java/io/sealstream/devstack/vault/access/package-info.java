/**
 * Who may do what: policies, tokens and the two ways to log in (AppRole, TLS certificate).
 *
 * <p>Uses {@code request} and {@code barrier}; knows no other engine.
 */
@NullMarked
package io.sealstream.devstack.vault.access;

import org.jspecify.annotations.NullMarked;
