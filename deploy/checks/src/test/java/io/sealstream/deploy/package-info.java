/**
 * Holds what is deployed against the code: the image's contents, the Compose file and the
 * Kubernetes manifests.
 *
 * <p>A module of its own because nothing else may depend on the models of Kubernetes, Strimzi and
 * cert-manager, and because it alone looks at all four services at once. It has no production code
 * and starts nothing; a cluster is not asked.
 */
@NullMarked
package io.sealstream.deploy;

import org.jspecify.annotations.NullMarked;
