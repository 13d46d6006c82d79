package io.sealstream.keys.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.protocol.Json;
import io.sealstream.protocol.Principal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Calls the running service as somebody. */
record HttpCaller(URI base, HttpClient http) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static HttpCaller as(URI base, Principal principal) {
        return new HttpCaller(
                base,
                HttpClient.newBuilder()
                        .sslContext(Stack.caller(principal))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    record Answer(int status, String type, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    Answer post(String path, Object body) {
        return postText(path, new String(Json.write(body), StandardCharsets.UTF_8));
    }

    Answer postText(String path, String body) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    Answer post(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.noBody()));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
