package io.sealstream.devstack.broker.access;

import io.sealstream.protocol.identity.Anchors;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code SetupProcess SERVERS IDENTITY REPLICAS}: gives a Kafka that is not ours, and knows its
 * clients by their common names, the topics and access rules of the table. Doing it again changes
 * nothing.
 */
public final class SetupProcess {
    private SetupProcess() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("usage: SetupProcess SERVERS IDENTITY REPLICAS");
            System.exit(2);
        }
        try (Admin admin =
                Admin.create(
                        BrokerConnection.settings(args[0], Path.of(args[1]), Anchors.SERVICES))) {
            new TopicSetup(admin, Integer.parseInt(args[2])).apply();
            AccessRules.byCommonName().apply(admin);
        }
        System.out.println("Topics and access rules are those of the table.");
    }
}
