package io.sealstream.servicekit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** Who the process is. */
@ConfigMapping(prefix = "sealstream")
public interface IdentityConfig {

    /** Folder with the process's identity, see {@code TlsIdentity}. No default. */
    @WithName("identity.folder")
    Path identityFolder();

    /** Trust domain of every identity the process accepts. */
    String trustDomain();
}
