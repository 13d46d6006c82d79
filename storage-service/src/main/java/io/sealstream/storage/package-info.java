/**
 * Storage's core: what is written of a submission and what an authorised reader gets back. Plain
 * Java.
 *
 * <p>The writing half cannot open what it handles; only {@link io.sealstream.storage.Reading} asks
 * for data keys, for one page at a time.
 */
@NullMarked
package io.sealstream.storage;

import org.jspecify.annotations.NullMarked;
