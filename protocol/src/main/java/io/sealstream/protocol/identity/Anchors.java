package io.sealstream.protocol.identity;

import java.nio.file.Path;
import java.util.List;

/** Which certificates end the chains that a context trusts. */
public enum Anchors {
    /** Services of the platform: every internal hop. */
    SERVICES("services.pem"),
    /** Devices, readers and operators. */
    TENANTS("tenants.pem"),
    /** Endpoints that serve services as well as readers or operators. */
    BOTH("services.pem", "tenants.pem"),
    /** What a client outside the platform pins. */
    ROOT("root.pem");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type does not say so
    private final List<String> files;

    Anchors(String... files) {
        this.files = List.of(files);
    }

    List<Path> in(Path folder) {
        return files.stream().map(folder::resolve).toList();
    }
}
