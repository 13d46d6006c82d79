/** Those who have stolen an identity, a database or a disk, and look at what they got. */
@NullMarked
package io.sealstream.systemtests.theft;

import org.jspecify.annotations.NullMarked;
