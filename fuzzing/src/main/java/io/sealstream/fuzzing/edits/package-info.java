/**
 * Edits of what is right, so that what comes out is almost right: by text, JSON, CBOR, DER or byte.
 * Which edits are made follows from the fuzzer's bytes, which it chooses for the code they reach.
 */
@NullMarked
package io.sealstream.fuzzing.edits;

import org.jspecify.annotations.NullMarked;
