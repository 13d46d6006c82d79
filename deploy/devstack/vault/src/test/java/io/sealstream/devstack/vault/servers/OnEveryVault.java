package io.sealstream.devstack.vault.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A suite that runs once on each {@link VaultKind}: on the emulator always, on the real servers as
 * {@code SEALSTREAM_PEERS} says.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(PresentVaults.class)
public @interface OnEveryVault {}
