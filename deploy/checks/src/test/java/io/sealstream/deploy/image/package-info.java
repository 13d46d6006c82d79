/** What an image is made of, looked at before it is made. */
@NullMarked
package io.sealstream.deploy.image;

import org.jspecify.annotations.NullMarked;
