package io.sealstream.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;

/**
 * The keys of a device's folder that certificates are asked for, each on the disk before it is
 * used: when an answer is lost, the same key is asked for again.
 */
final class FolderKeys {
    /** The identity key; without a certificate while a first enrolment goes on. */
    static final String IDENTITY = "key.p8";

    /** A key that is to replace it. */
    static final String NEW = "new-key.p8";

    private final Path folder;
    private final Passphrase passphrase;
    private final boolean enrolled;

    FolderKeys(Path folder, Passphrase passphrase, boolean enrolled) {
        this.folder = folder;
        this.passphrase = passphrase;
        this.enrolled = enrolled;
    }

    /**
     * The key to enrol: the one of the folder, or a new one.
     *
     * @throws DeviceException when the key of an attempt before is of another kind, or does not
     *     open
     */
    KeyPair toEnrol(Enrolment enrolment) throws IOException {
        if (!Files.exists(folder.resolve(IDENTITY))) {
            return make(IDENTITY, enrolment.keyType());
        }
        if (enrolment.newKey()) {
            return toRenew(enrolment.keyType());
        }
        KeyPair kept = kept(IDENTITY);
        if (!enrolled && KeyType.of(kept.getPublic()) != enrolment.keyType()) {
            throw new DeviceException(
                    "an enrolment was begun here with a key of another kind; delete "
                            + folder.resolve(IDENTITY)
                            + " to make a new one");
        }
        return kept;
    }

    /** The new key of an attempt before, or another one. */
    KeyPair toRenew(KeyType type) throws IOException {
        if (Files.exists(folder.resolve(NEW))) {
            KeyPair kept = kept(NEW);
            if (KeyType.of(kept.getPublic()) == type) {
                return kept;
            }
        }
        return make(NEW, type);
    }

    private KeyPair make(String file, KeyType type) throws IOException {
        KeyPair pair = type.generate();
        OwnerFile.replace(folder.resolve(file), KeyFile.encrypt(pair.getPrivate(), passphrase));
        return pair;
    }

    private KeyPair kept(String file) throws IOException {
        return KeyType.pair(KeyFile.decrypt(Files.readString(folder.resolve(file)), passphrase));
    }
}
