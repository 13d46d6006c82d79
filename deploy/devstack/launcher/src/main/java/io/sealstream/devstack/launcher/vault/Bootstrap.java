package io.sealstream.devstack.launcher.vault;

import io.sealstream.devstack.identity.PrivateFiles;
import io.sealstream.devstack.launcher.layout.Component;
import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.StackException;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;

/**
 * The first certificates of a stack. Vault needs one before it can sign any: it is started once
 * with an identity of an authority that lives in memory, signs for itself and for bootstrap, and is
 * started again with what it signed. The same way leads out when everything has expired.
 */
public final class Bootstrap {
    private final Layout layout;
    private final VaultSeal seal;

    public Bootstrap(Layout layout) {
        this.layout = layout;
        this.seal = new VaultSeal(layout);
    }

    /** Forgets a setup that was interrupted before anything could be stored under its keys. */
    public void forgetUnfinishedSetup() throws IOException {
        if (Files.exists(layout.bootstrapLogin())) {
            return;
        }
        PrivateFiles.deleteFolder(layout.data(Component.VAULT));
    }

    /** Sets Vault up if it is new, and has it sign for itself and for bootstrap. */
    public void run(VaultClient vault) throws IOException, CertificateException {
        if (vault.read("sys/init").path("initialized").asBoolean()) {
            seal.unseal(vault);
            sign(vault.with(login(vault)));
        } else {
            VaultClient asRoot = vault.with(seal.initialize(vault));
            seal.unseal(vault);
            new VaultSetup(asRoot, layout, Layout.TRUST_DOMAIN).apply();
            sign(asRoot);
            keepLogin(asRoot);
            asRoot.write("auth/token/revoke-self", Map.of());
        }
    }

    private void sign(VaultClient vault) throws IOException, CertificateException {
        IdentitySigning signing = new IdentitySigning(vault);
        for (ServiceName service : List.of(ServiceName.VAULT, ServiceName.BOOTSTRAP)) {
            signing.sign(new SpiffeId(Layout.TRUST_DOMAIN, service))
                    .writeTo(layout.identity(service.label()));
        }
    }

    private void keepLogin(VaultClient asRoot) throws IOException {
        String role = "auth/approle/role/bootstrap/";
        String roleId = asRoot.read(role + "role-id").at("/data/role_id").asText();
        String secretId = asRoot.write(role + "secret-id", Map.of()).at("/data/secret_id").asText();
        PrivateFiles.write(layout.bootstrapLogin(), roleId + "\n" + secretId + "\n");
    }

    private String login(VaultClient vault) throws IOException {
        List<String> lines = Files.readAllLines(layout.bootstrapLogin());
        if (lines.size() < 2) {
            throw new StackException(
                    layout.bootstrapLogin()
                            + " is damaged; run 'down', delete "
                            + layout.state()
                            + " and start again");
        }
        return vault.write(
                        "auth/approle/login",
                        Map.of("role_id", lines.get(0), "secret_id", lines.get(1)))
                .at("/auth/client_token")
                .asText();
    }
}
