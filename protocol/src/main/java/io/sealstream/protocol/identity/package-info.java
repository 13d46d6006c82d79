/**
 * Who a process is and whom it talks to: X.509-SVIDs (SPIFFE X509-SVID standard) and the TLS
 * contexts made from them.
 *
 * <p>Reads identity folders; opens no connection. Knows no framework.
 */
@NullMarked
package io.sealstream.protocol.identity;

import org.jspecify.annotations.NullMarked;
