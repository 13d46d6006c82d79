package io.sealstream.deploy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.sealstream.protocol.ServiceName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The environment variables a service reads: its own mappings', the kit's, and Quarkus's. */
public final class Settings {
    private static final Map<ServiceName, String> PACKAGES =
            Map.of(
                    ServiceName.INGEST, "io.sealstream.ingest",
                    ServiceName.REPLAY_GUARD, "io.sealstream.guard",
                    ServiceName.VAULT_KEYS, "io.sealstream.keys",
                    ServiceName.STORAGE, "io.sealstream.storage");
    private static final String KIT = "io.sealstream.servicekit";
    private static final Set<String> QUARKUS = quarkus();
    private static final Map<ServiceName, Settings> READ = new EnumMap<>(ServiceName.class);

    private final Map<String, Property> own;

    private Settings(Map<String, Property> own) {
        this.own = own;
    }

    /** What a service reads. */
    public static Settings of(ServiceName service) {
        return READ.computeIfAbsent(service, Settings::read);
    }

    private static Settings read(ServiceName service) {
        Map<String, Property> own = new TreeMap<>();
        for (JavaClass mapping :
                new ClassFileImporter().importPackages(PACKAGES.get(service), KIT)) {
            if (mapping.isAnnotatedWith(ConfigMapping.class)) {
                properties(mapping.reflect()).forEach((name, how) -> own.put(variable(name), how));
            }
        }
        return new Settings(own);
    }

    /** What is wrong with an environment: variables nobody reads, and variables that lack. */
    public List<String> findings(String where, Map<String, String> environment) {
        List<String> findings = new ArrayList<>();
        for (String name : environment.keySet()) {
            if (!own.containsKey(name) && !QUARKUS.contains(name)) {
                findings.add(where + ": nobody reads " + name);
            }
        }
        own.forEach((name, property) -> {
            boolean needed = !isOptional(property) && !property.hasDefaultValue();
            if (needed && !environment.containsKey(name)) {
                findings.add(where + ": " + name + " is not set");
            }
        });
        return findings;
    }

    private static Map<String, Property> properties(Class<?> mapping) {
        Map<String, Property> leaves =
                new TreeMap<>(ConfigMappings.getProperties(ConfigClass.configClass(mapping)));
        leaves.values().removeIf(property -> property.isGroup());
        return leaves;
    }

    /** Of an optional list, only the elements are listed, which are not optional by themselves. */
    private static boolean isOptional(Property property) {
        return property.isOptional() || property.getMethod().getReturnType().equals(Optional.class);
    }

    /** A list is one variable, with commas in its value. */
    private static String variable(String property) {
        return StringUtil.replaceNonAlphanumericByUnderscores(property.replace("[*]", ""))
                .toUpperCase(Locale.ROOT);
    }

    /** Quarkus lists its settings beside its classes; only those read at start can be changed. */
    private static Set<String> quarkus() {
        Set<String> names = new TreeSet<>();
        try {
            ClassLoader loader = Settings.class.getClassLoader();
            for (URL list :
                    Collections.list(loader.getResources("META-INF/quarkus-config-roots.list"))) {
                String text = new String(list.openStream().readAllBytes(), StandardCharsets.UTF_8);
                for (String name : text.lines().toList()) {
                    Class<?> root = Class.forName(name, false, loader);
                    if (root.isAnnotationPresent(ConfigMapping.class)
                            && root.getAnnotation(ConfigRoot.class).phase()
                                    == ConfigPhase.RUN_TIME) {
                        properties(root).keySet().forEach(key -> names.add(variable(key)));
                    }
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("Quarkus's settings cannot be listed", e);
        }
        return names;
    }
}
