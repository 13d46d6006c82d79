package io.sealstream.devstack.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/**
 * Tells how many documents were inserted. The backend alone answers with how many were sent, also
 * when some of them were there already.
 */
final class CountingBackend extends ForwardingBackend {

    CountingBackend(MongoBackend next) {
        super(next);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = super.handleMessage(message);
        Document command = message.getDocument();
        if (command.containsKey("insert")
                && answer.get("writeErrors") instanceof List<?> errors
                && errors.getFirst() instanceof Document first
                && first.get("index") instanceof Number firstFailed
                && command.get("documents") instanceof List<?> sent) {
            boolean stopsAtTheFirst = !Boolean.FALSE.equals(command.get("ordered"));
            answer.put("n", stopsAtTheFirst ? firstFailed.intValue() : sent.size() - errors.size());
        }
        return answer;
    }
}
