package io.sealstream.keys.boot;

import io.sealstream.keys.CertificateAuthority;
import io.sealstream.keys.EnrolmentTokens;
import io.sealstream.keys.EnvelopeSeeds;
import io.sealstream.keys.EpochKeyLog;
import io.sealstream.keys.KeyVault;
import io.sealstream.keys.kafka.KafkaDeviceStateLog;
import io.sealstream.keys.mongo.Documents;
import io.sealstream.keys.mongo.MongoDeviceInventory;
import io.sealstream.keys.mongo.MongoEnrolmentTokens;
import io.sealstream.keys.mongo.MongoEnvelopeSeeds;
import io.sealstream.keys.mongo.MongoEpochKeyLog;
import io.sealstream.keys.vault.PkiCertificateAuthority;
import io.sealstream.keys.vault.TransitKeyVault;
import io.sealstream.keys.vault.VaultSession;
import io.sealstream.keys.vault.VaultSettings;
import io.sealstream.protocol.identity.TlsIdentity;
import io.sealstream.servicekit.documents.DocumentConnection;
import io.sealstream.servicekit.kafka.KafkaConnection;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The adapters behind the core's ports. */
@Singleton
public class Adapters {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    DocumentConnection connection(KeysConfig config, TlsIdentity identity) {
        return DocumentConnection.open(config.documents(), identity, Documents.DATABASE);
    }

    void close(@Disposes DocumentConnection connection) {
        connection.close();
    }

    @Produces
    @Singleton
    Documents documents(DocumentConnection connection) {
        return new Documents(connection);
    }

    @Produces
    @Singleton
    MongoDeviceInventory inventory(Documents documents) {
        return new MongoDeviceInventory(documents);
    }

    @Produces
    @Singleton
    EnrolmentTokens tokens(Documents documents) {
        return new MongoEnrolmentTokens(documents);
    }

    @Produces
    @Singleton
    EnvelopeSeeds seeds(Documents documents) {
        return new MongoEnvelopeSeeds(documents);
    }

    @Produces
    @Singleton
    EpochKeyLog epochKeys(Documents documents) {
        return new MongoEpochKeyLog(documents);
    }

    @Produces
    @Singleton
    VaultSession vault(KeysConfig config, TlsIdentity identity, InstantSource clock) {
        KeysConfig.Vault vault = config.vault();
        VaultSettings settings =
                new VaultSettings(vault.url(), vault.role(), vault.namespace().orElse(null));
        return new VaultSession(settings, identity, clock);
    }

    @Produces
    @Singleton
    KeyVault keyVault(VaultSession vault) {
        return new TransitKeyVault(vault);
    }

    @Produces
    @Singleton
    CertificateAuthority authority(VaultSession vault) {
        return new PkiCertificateAuthority(vault);
    }

    @Produces
    @Singleton
    KafkaDeviceStateLog stateLog(KafkaConnection connection) {
        return new KafkaDeviceStateLog(connection.settings());
    }
}
