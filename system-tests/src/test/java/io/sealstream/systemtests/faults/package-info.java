/** What goes wrong: killed processes, and a Vault that nobody opens. */
@NullMarked
package io.sealstream.systemtests.faults;

import org.jspecify.annotations.NullMarked;
