package io.sealstream.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Asks storage. Nothing limits how long an answer takes as a whole, since an export may last hours;
 * but storage must begin within a minute, and never be silent for one while somebody waits for it.
 */
final class StorageConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_OF_A_PROBLEM = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI storage;
    private final HttpClient http;
    private final Duration silence;

    /**
     * Opens it.
     *
     * @param silence the longest that storage may send nothing
     */
    StorageConnection(URI storage, SSLContext identity, Duration silence) {
        this.storage = storage;
        this.silence = silence;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(identity)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * The content of an answer; the caller closes it.
     *
     * @throws ReaderException when storage refuses, or does not answer
     */
    InputStream get(String path, String accept) {
        // Not HttpRequest.timeout: from JDK 26 on that covers the content too (JDK-8208693).
        HttpRequest request =
                HttpRequest.newBuilder(storage.resolve(path)).header("Accept", accept).build();
        CompletableFuture<HttpResponse<InputStream>> sent =
                http.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> answer = sent.get(silence.toMillis(), TimeUnit.MILLISECONDS);
            InputStream content = new WatchedStream(answer.body(), silence);
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), content);
            }
            return content;
        } catch (ExecutionException | TimeoutException e) {
            sent.cancel(true);
            throw new StorageAwayException("storage does not answer", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new ReaderException("reading was interrupted", e);
        }
    }

    private static ReaderException refused(int status, InputStream content) {
        String said = "storage refused: " + status + problem(content);
        return status == 503 || status == 429
                ? new StorageAwayException(said)
                : new ReaderException(said);
    }

    /** What the problem document says, as far as it can be printed. */
    private static String problem(InputStream content) {
        try (content) {
            JsonNode problem = JSON.readTree(content.readNBytes(MOST_OF_A_PROBLEM));
            String type = problem.path("type").asText();
            String detail = problem.path("detail").asText();
            String said =
                    " "
                            + type.substring(type.lastIndexOf(':') + 1)
                            + (detail.isEmpty() ? "" : " (" + detail + ")");
            return said.replaceAll("[^\\x20-\\x7e]", "?").stripTrailing();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
