/** What the store on disk withstands. */
package io.sealstream.devstack.documents.storage;
