package io.sealstream.servicekit.records;

import io.sealstream.protocol.SecurityFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the first finding of a kind about a subject pass at once, and collects what repeats it
 * within a minute into one finding with a count. Whoever causes findings can thus neither fill the
 * topic nor bury others in it. Counts that were not reported yet are lost with the process.
 * Thread-safe.
 */
public final class RepeatedFindings {
    /** How long repetitions are collected. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** Subjects are chosen by whoever writes records: beyond this many they share one account. */
    private static final int MOST = 10_000;

    private static final String OTHERS = "others";

    private final Map<Name, Account> accounts = new HashMap<>();

    private record Name(String kind, String subject) {}

    private static final class Account {
        private Instant opened;
        private SecurityFinding latest;
        private long repetitions;

        Account(SecurityFinding first, Instant now) {
            latest = first;
            opened = now;
        }

        SecurityFinding collected(Instant now) {
            SecurityFinding collected = latest.times(repetitions);
            opened = now;
            repetitions = 0;
            return collected;
        }
    }

    /**
     * Takes a finding.
     *
     * @param now the time by the same clock as {@link #due}'s
     * @return the finding, if it is to be reported now; empty if it is counted
     */
    public synchronized Optional<SecurityFinding> admit(SecurityFinding finding, Instant now) {
        Name name = name(finding);
        Account account = accounts.get(name);
        if (account == null) {
            accounts.put(name, new Account(finding, now));
            return Optional.of(finding);
        }
        account.latest = finding.about(name.subject());
        account.repetitions += finding.count();
        return Optional.empty();
    }

    private Name name(SecurityFinding finding) {
        Name own = new Name(finding.kind(), finding.subject());
        return accounts.size() < MOST || accounts.containsKey(own)
                ? own
                : new Name(finding.kind(), OTHERS);
    }

    /**
     * What was collected in the minutes that are over, one finding for each kind and subject. A
     * kind and subject that did not repeat is forgotten: its next finding passes at once.
     */
    public synchronized List<SecurityFinding> due(Instant now) {
        return collect(now.minus(WINDOW), now);
    }

    /** What was collected and not reported yet, to be reported before the process ends. */
    public synchronized List<SecurityFinding> rest() {
        return collect(Instant.MAX, Instant.MAX);
    }

    private List<SecurityFinding> collect(Instant openedUntil, Instant now) {
        List<SecurityFinding> collected = new ArrayList<>();
        for (var all = accounts.values().iterator(); all.hasNext(); ) {
            Account account = all.next();
            if (account.opened.isAfter(openedUntil)) {
                continue;
            }
            if (account.repetitions == 0) {
                all.remove();
            } else {
                collected.add(account.collected(now));
            }
        }
        return collected;
    }
}
