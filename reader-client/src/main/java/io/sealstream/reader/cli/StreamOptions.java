package io.sealstream.reader.cli;

import io.sealstream.reader.EventQuery;
import io.sealstream.reader.ReaderClient;
import io.sealstream.reader.StreamAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who reads, where, and which stream. */
@SuppressWarnings("NullAway.Init") // picocli sets what is required
final class StreamOptions {
    @Option(
            names = {"-i", "--identity"},
            required = true,
            paramLabel = "FOLDER",
            description = "Identity folder: cert.pem, key.pem, root.pem.")
    Path identity;

    @Option(
            names = "--storage",
            required = true,
            paramLabel = "URL",
            description = "Read endpoint, https://host[:port].")
    URI storage;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Tenant name.")
    String tenant;

    @Parameters(index = "1", paramLabel = "DEVICE", description = "Device name.")
    String device;

    @Parameters(index = "2", paramLabel = "STREAM", description = "Stream name.")
    String stream;

    ReaderClient open() {
        return ReaderClient.open(identity, storage);
    }

    StreamAddress address() {
        return StreamAddress.of(tenant, device, stream);
    }

    /** When events were received. */
    static final class Range {
        @Option(names = "--from", paramLabel = "TIME", description = "Received at or after.")
        @Nullable Instant from;

        @Option(names = "--to", paramLabel = "TIME", description = "Received before.")
        @Nullable Instant to;

        EventQuery of(StreamAddress stream, int limit) {
            return new EventQuery(stream, from, to, limit);
        }
    }
}
