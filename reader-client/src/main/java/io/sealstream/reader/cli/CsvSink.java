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
import org.apache.commons.csv.CSVPrinter;

/**
 * One row an event. The columns are the members of the first event; an event with others cannot be a
 * row of the same table.
 */
final class CsvSink implements EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CSVPrinter printer;
    private List<String> columns = List.of();

    CsvSink(Writer writer) throws IOException {
        printer =
                new CSVPrinter(
                        writer, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
    }

    @Override
    public void write(VerifiedEvent event) {
        JsonNode object = object(event);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        try {
            if (columns.isEmpty()) {
                columns = names;
                printer.printRecord(columns);
            }
            if (!columns.equals(names)) {
                throw new ReaderException(
                        "event " + event.event().id() + " has other members than the first");
            }
            printer.printRecord(names.stream().map(name -> text(object.get(name))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        printer.close();
    }
}
