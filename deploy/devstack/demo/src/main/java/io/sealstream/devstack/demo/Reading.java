package io.sealstream.devstack.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A reading to send: a JSON object of strings, so that a row of CSV comes back as it was written.
 *
 * @param values by column
 */
record Reading(Map<String, String> values) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final CSVFormat CSV =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    .get();

    private static final int BYTE_ORDER_MARK = 0xfeff;

    /** A constant, so that every run sends the same and a difference can be looked for. */
    private static final long SEED = 20_261_121;

    byte[] content() {
        try {
            return JSON.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written", e);
        }
    }

    /**
     * The rows of a CSV file with a header, in UTF-8.
     *
     * @throws DemoException when a value could not be sent as it is written; it names the line
     */
    static List<Reading> ofCsv(Path file) {
        try (Reader text = afterMark(Files.newBufferedReader(file));
                CSVParser rows = CSV.parse(text)) {
            List<Reading> readings = new ArrayList<>();
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw new DemoException(
                            "line "
                                    + rows.getCurrentLineNumber()
                                    + " of "
                                    + file
                                    + " has another number of values than the header");
                }
                readings.add(new Reading(new LinkedHashMap<>(row.toMap())));
            }
            return readings;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DemoException(
                    "cannot read "
                            + file
                            + "; is it UTF-8 CSV with a header? ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static Reader afterMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    /** A room's climate over some days, a reading a minute. */
    static List<Reading> simulated(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<Reading> readings = new ArrayList<>(count);
        double temperature = 21;
        double humidity = 40;
        for (int minute = 0; minute < count; minute++) {
            temperature += random.nextGaussian() * 0.05;
            humidity += random.nextGaussian() * 0.1;
            Map<String, String> values = new LinkedHashMap<>();
            values.put("minute", String.valueOf(minute));
            values.put("temperature", String.format(Locale.ROOT, "%.2f", temperature));
            values.put("humidity", String.format(Locale.ROOT, "%.2f", humidity));
            readings.add(new Reading(values));
        }
        return readings;
    }
}
