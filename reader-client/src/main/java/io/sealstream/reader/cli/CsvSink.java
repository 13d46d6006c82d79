package io.sealstream.reader.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.VerifiedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * One row an event. The columns are the members of the first event; an event with others cannot be
 * a row of the same table.
 */
final class CsvSink implements EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer writer;
    private List<String> columns = List.of();

    CsvSink(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void write(VerifiedEvent event) {
        JsonNode object = object(event);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        try {
            if (columns.isEmpty()) {
                columns = names;
                row(columns);
            }
            if (!columns.equals(names)) {
                throw new ReaderException(
                        "event " + event.event().id() + " has other members than the first");
            }
            row(names.stream().map(name -> text(object.get(name))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(List<String> values) throws IOException {
        writer.write(CSVFormat.RFC4180.format(values.toArray()));
        writer.write('\n');
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static JsonNode object(VerifiedEvent event) {
        try {
            JsonNode object = JSON.readTree(event.content());
            if (object.isObject()) {
                return object;
            }
        } catch (IOException e) {
            throw new ReaderException("event " + event.event().id() + " is not JSON", e);
        }
        throw new ReaderException("event " + event.event().id() + " is not a JSON object");
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
