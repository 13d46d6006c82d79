package io.sealstream.reader;

import io.sealstream.protocol.ReaderId;
import io.sealstream.protocol.identity.Pem;
import io.sealstream.testkit.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The identity folder of a reader of the tenant acme. */
final class ReaderFolder {
    private ReaderFolder() {}

    static void write(Path folder, TestPki pki) throws Exception {
        TestPki.Leaf reader = pki.tenant(new ReaderId("acme", "dashboard"));
        Files.writeString(folder.resolve("cert.pem"), Pem.write(pki.chain(reader.certificate())));
        Files.writeString(folder.resolve("key.pem"), Pem.write(reader.pair().getPrivate()));
        Files.writeString(folder.resolve("root.pem"), Pem.write(List.of(pki.root())));
    }
}
