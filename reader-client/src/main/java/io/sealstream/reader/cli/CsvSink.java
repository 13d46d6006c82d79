package io.sealstream.reader.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.reader.ReaderException;
import io.sealstream.reader.VerifiedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * One row an event. The columns are the members of the first event; an event with others cannot be
 * a row of the same table. A string stands without its quotes, every other value in the characters
 * that the device signed: a number read and written again would be another one.
 */
final class CsvSink implements EventSink {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Output output;
    private @Nullable List<String> columns;

    CsvSink(Output output) {
        this.output = output;
    }

    @Override
    public void write(VerifiedEvent event) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        read(event, names, values);
        if (columns == null) {
            columns = names;
            row(columns);
        }
        if (!columns.equals(names)) {
            throw not(event, "has other members than the first");
        }
        row(values);
    }

    private void row(List<String> values) {
        output.write(CSVFormat.RFC4180.format(values.toArray()) + "\n");
    }

    private static void read(VerifiedEvent event, List<String> names, List<String> values) {
        String json =
                JsonText.of(event.content()).orElseThrow(() -> not(event, "is not UTF-8 JSON"));
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw not(event, "is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                values.add(value(parser, json));
            }
        } catch (IOException e) {
            throw not(event, "is not JSON");
        }
    }

    private static String value(JsonParser parser, String json) throws IOException {
        if (!parser.nextToken().isStructStart()) {
            return parser.getText();
        }
        long start = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getCharOffset();
        return json.substring((int) start, (int) end);
    }

    private static ReaderException not(VerifiedEvent event, String what) {
        return new ReaderException("event " + event.event().id() + " " + what);
    }
}
