/**
 * The running system as a black box: a stack of its own, and those who use, watch, break and rob
 * it.
 *
 * <p>Knows the protocol, the clients and the state folder of the local stack. No class of a service
 * is on its class path. Not part of anything that is shipped. The tests are here; what they use is
 * in the packages below: the stack, records of what happened, thieves, traffic and faults.
 */
@NullMarked
package io.sealstream.systemtests;

import org.jspecify.annotations.NullMarked;
