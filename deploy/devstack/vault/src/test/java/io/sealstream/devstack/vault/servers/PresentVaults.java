package io.sealstream.devstack.vault.servers;

import io.sealstream.peers.container.PeerMode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The servers that can be started here. */
final class PresentVaults implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        String suite = context.getDisplayName();
        return Arrays.stream(VaultKind.values())
                .filter(kind ->
                        kind.image()
                                .flatMap(image -> PeerMode.reasonToSkip(suite, image))
                                .isEmpty())
                .map(Arguments::of);
    }
}
