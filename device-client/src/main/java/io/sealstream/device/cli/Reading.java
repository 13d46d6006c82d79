package io.sealstream.device.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.device.DeviceException;
import io.sealstream.device.OutgoingEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads input with many readings, one event each, as it comes. A row of CSV becomes a JSON object
 * of strings, so that every value comes back as it was written; a line of NDJSON is sent as it is.
 * A mistake is named by its line, and nothing after it is read.
 *
 * @param place where it stands, for messages
 * @param content what to send
 */
@SuppressWarnings("ArrayRecordComponent")
record Reading(String place, byte[] content) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final CSVFormat CSV =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    .get();

    /** White space around a value of NDJSON may make a line longer than an event. */
    private static final int LONGEST_LINE = 4 * OutgoingEvent.MAX_CONTENT_BYTES;

    /** Hands each row to {@code sink}. */
    static void csv(Path file, Consumer<Reading> sink) {
        // Latin-1 keeps every byte, and what structures a row is ASCII: so the row with a wrong
        // byte can be named.
        try (InputStream in = InputFile.open(file);
                CSVParser rows =
                        CSV.parse(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            List<String> names =
                    rows.getHeaderNames().stream().map(name -> utf8(name, "the header")).toList();
            requireCommas(names);
            for (CSVRecord row : rows) {
                String place = "line " + rows.getCurrentLineNumber();
                if (!isBlank(row, names)) {
                    sink.accept(new Reading(place, object(names, row, place)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new DeviceException("the header of the CSV input: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw unreadable("CSV", Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable("CSV", e);
        }
    }

    private static byte[] object(List<String> names, CSVRecord row, String place)
            throws IOException {
        if (row.size() != names.size()) {
            throw new DeviceException(
                    place + " has " + row.size() + " values, the header " + names.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), utf8(row.get(i), place));
        }
        return JSON.writeValueAsBytes(values);
    }

    /** An empty line, which for one column alone is an empty value. */
    private static boolean isBlank(CSVRecord row, List<String> names) {
        return row.size() == 1 && row.get(0).isEmpty() && names.size() > 1;
    }

    private static void requireCommas(List<String> names) {
        if (names.size() == 1
                && (names.getFirst().indexOf(';') >= 0 || names.getFirst().indexOf('\t') >= 0)) {
            throw new DeviceException(
                    "line 1 separates by semicolons or tabs; CSV here separates by commas");
        }
    }

    /**
     * Hands each line that is not empty to {@code sink}; of one that is far too large, a part that
     * is too large for an event, so that it is rejected alone.
     */
    static void ndjson(Path file, Consumer<Reading> sink) {
        try (InputStream in = InputFile.open(file)) {
            int number = 1;
            for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
                String place = "line " + number++;
                if (line.get().length > LONGEST_LINE) {
                    sink.accept(new Reading(place, line.get()));
                    continue;
                }
                String text = InputFile.utf8(line.get(), place);
                if (!text.isBlank()) {
                    sink.accept(new Reading(place, checked(text.strip(), place)));
                }
            }
        } catch (IOException e) {
            throw unreadable("NDJSON", e);
        }
    }

    /** The next line without its end, or its first part; empty at the end of the input. */
    private static Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() <= LONGEST_LINE) {
                line.write(next);
            }
        }
        return Optional.of(line.toByteArray());
    }

    private static byte[] checked(String line, String place) {
        try {
            JSON.readTree(line);
            return line.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new DeviceException(place + " of the NDJSON input is not one JSON value");
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

    private static String utf8(String latin1, String place) {
        return InputFile.utf8(latin1.getBytes(StandardCharsets.ISO_8859_1), place);
    }

    private static DeviceException unreadable(String what, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no file " : "";
        return new DeviceException(
                "the " + what + " input cannot be read: " + why + e.getMessage(), e);
    }
}
