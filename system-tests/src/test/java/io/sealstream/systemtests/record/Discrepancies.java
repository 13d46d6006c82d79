package io.sealstream.systemtests.record;

import io.sealstream.systemtests.record.Ledger.DeliveryState;
import io.sealstream.systemtests.record.Ledger.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was sent with what was found: nothing lost, doubled, altered or made up. */
public final class Discrepancies {
    private Discrepancies() {}

    /** All of them, each as a sentence; empty when there is none. */
    public static List<String> between(Collection<Entry> sent, Collection<Sighting> found) {
        Map<String, Entry> open = new HashMap<>();
        sent.forEach(entry -> open.put(entry.event().address(), entry));
        Map<String, Integer> times = new HashMap<>();
        List<String> discrepancies = new ArrayList<>();
        for (Sighting sighting : found) {
            if (times.merge(sighting.address(), 1, Integer::sum) > 1) {
                discrepancies.add("doubled: " + sighting.address());
            }
            Entry entry = open.get(sighting.address());
            if (entry == null) {
                discrepancies.add("never sent: " + sighting.address());
            } else if (!entry.event().digest().equals(sighting.digest())) {
                discrepancies.add("altered: " + sighting.address());
            } else if (entry.state() == DeliveryState.REFUSED) {
                discrepancies.add("refused, yet here: " + sighting.address());
            }
        }
        sent.stream()
                .filter(entry -> entry.state() == DeliveryState.ACKNOWLEDGED)
                .filter(entry -> !times.containsKey(entry.event().address()))
                .forEach(entry -> discrepancies.add("lost: " + entry.event().address()));
        return discrepancies;
    }
}
