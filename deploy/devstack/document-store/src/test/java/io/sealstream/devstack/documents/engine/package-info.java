/** What the command engine needs of keys. */
package io.sealstream.devstack.documents.engine;
