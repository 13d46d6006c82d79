/** The Compose file, and what it is held against. */
@NullMarked
package io.sealstream.deploy.compose;

import org.jspecify.annotations.NullMarked;
