/**
 * What the local stack consists of: its processes, ports and folders.
 *
 * <p>Tables only; starts nothing.
 */
@NullMarked
package io.sealstream.devstack.launcher.layout;

import org.jspecify.annotations.NullMarked;
