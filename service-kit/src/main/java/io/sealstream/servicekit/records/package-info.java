/**
 * What a consumer does with records: takes them in batches, requires them to be in their partition,
 * and passes over what cannot be used, with a dead letter and a finding.
 *
 * <p>Knows the record formats of {@code protocol}, and no topic in particular. How clients reach
 * the broker is {@code servicekit.kafka}'s.
 */
@NullMarked
package io.sealstream.servicekit.records;

import org.jspecify.annotations.NullMarked;
