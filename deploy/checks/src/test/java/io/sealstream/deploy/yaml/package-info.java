/** Reads YAML into typed models and lets nothing unknown through. */
@NullMarked
package io.sealstream.deploy.yaml;

import org.jspecify.annotations.NullMarked;
