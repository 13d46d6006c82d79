/**
 * The Kubernetes manifests, and what each of them is held against. A check lists what it finds, so
 * that it can be shown to find what is planted.
 */
@NullMarked
package io.sealstream.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
