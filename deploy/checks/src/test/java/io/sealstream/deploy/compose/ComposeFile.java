package io.sealstream.deploy.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sealstream.deploy.yaml.StrictYaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of the Compose specification as is used here; any other field is an error. */
record ComposeFile(
        String name,
        Map<String, Container> services,
        Map<String, Network> networks,
        Map<String, Volume> volumes) {

    /** Reads it. */
    static ComposeFile read(String text) {
        return StrictYaml.read(ComposeFile.class, text);
    }

    record Container(
            String image,
            @Nullable List<String> profiles,
            String user,
            @JsonProperty("read_only") boolean readOnly,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            @Nullable List<String> tmpfs,
            @Nullable List<String> entrypoint,
            @Nullable List<String> command,
            @Nullable Map<String, String> environment,
            List<String> volumes,
            @JsonProperty("mem_limit") String memLimit,
            @Nullable @JsonProperty("stop_grace_period") String stopGracePeriod,
            @Nullable String restart,
            List<String> networks,
            @Nullable List<String> ports) {

        /** Whether it runs once, before the system does. */
        boolean setsUp() {
            return List.of("setup").equals(profiles);
        }
    }

    record Network(boolean internal) {}

    record Volume() {}
}
