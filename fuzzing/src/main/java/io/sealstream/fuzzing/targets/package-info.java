/**
 * What is fuzzed, a class each: what it is fed, and the only exceptions with which it may answer.
 * Jazzer calls {@code fuzzerTestOneInput}; whatever that throws is a finding.
 */
@NullMarked
package io.sealstream.fuzzing.targets;

import org.jspecify.annotations.NullMarked;
