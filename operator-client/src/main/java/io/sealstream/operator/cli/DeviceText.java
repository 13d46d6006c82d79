package io.sealstream.operator.cli;

import io.sealstream.protocol.DeviceState;
import io.sealstream.protocol.DeviceState.IdentityKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;

/** A device for people: one row of a table, or one fact a line. */
final class DeviceText {
    private static final String ROW = "%-32s  %-10s  %-20s  %s";

    private DeviceText() {}

    static String header() {
        return String.format(Locale.ROOT, ROW, "DEVICE", "STATUS", "SINCE", "CERTIFICATE UNTIL");
    }

    static String row(DeviceState device) {
        return String.format(
                Locale.ROOT,
                ROW,
                device.device(),
                status(device),
                time(device.statusSince()),
                certificate(device));
    }

    static String facts(DeviceState device) {
        StringBuilder facts = new StringBuilder();
        facts.append("device       ").append(device.id().key()).append('\n');
        facts.append("status       ").append(status(device));
        facts.append(" since ").append(time(device.statusSince())).append('\n');
        facts.append("certificate  until ").append(certificate(device));
        for (IdentityKey key : device.keys()) {
            facts.append("\nkey          ").append(key.keyId());
            facts.append(" until ").append(time(key.notAfter()));
        }
        return facts.toString();
    }

    static String revoked(DeviceState device) {
        return "revoked " + device.id().key() + " at " + time(device.statusSince());
    }

    private static String status(DeviceState device) {
        return device.status().name().toLowerCase(Locale.ROOT);
    }

    private static String certificate(DeviceState device) {
        return device.keys().stream()
                .map(IdentityKey::notAfter)
                .max(Comparator.naturalOrder())
                .map(DeviceText::time)
                .orElse("-");
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
