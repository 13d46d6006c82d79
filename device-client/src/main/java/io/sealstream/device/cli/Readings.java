package io.sealstream.device.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.device.DeviceException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads files with many readings, one event each. A row of CSV becomes a JSON object of strings, so
 * that every value comes back as it was written; a line of NDJSON is sent as it is.
 */
final class Readings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat CSV =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    .get();

    private Readings() {}

    /** Hands each row to {@code sink}. */
    static void csv(Path file, Consumer<byte[]> sink) {
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser rows = CSV.parse(reader)) {
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw new DeviceException(
                            "row " + row.getRecordNumber() + " has another number of values");
                }
                Map<String, String> values = new LinkedHashMap<>();
                rows.getHeaderNames().forEach(name -> values.put(name, row.get(name)));
                sink.accept(JSON.writeValueAsBytes(values));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new DeviceException("the CSV file cannot be read", e);
        }
    }

    /** Hands each line that is not empty to {@code sink}. */
    static void ndjson(Path file, Consumer<byte[]> sink) {
        try (var lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank())
                    .forEach(line -> sink.accept(checked(line).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | UncheckedIOException e) {
            throw new DeviceException("the NDJSON file cannot be read", e);
        }
    }

    /** How many events a file gives, for the progress bar. */
    static long count(Path file, boolean csv) {
        long[] count = {0};
        if (csv) {
            csv(file, row -> count[0]++);
        } else {
            ndjson(file, line -> count[0]++);
        }
        return count[0];
    }

    private static String checked(String line) {
        try {
            JSON.readTree(line);
            return line;
        } catch (JsonProcessingException e) {
            throw new DeviceException("a line of the NDJSON file is not JSON");
        }
    }
}
