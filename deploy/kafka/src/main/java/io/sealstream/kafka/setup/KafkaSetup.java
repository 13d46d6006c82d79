package io.sealstream.kafka.setup;

import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.protocol.identity.Anchors;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code KafkaSetup SERVERS IDENTITY REPLICAS}: gives a cluster that knows its clients by their
 * common names the topics and access rules of the table, and prints what it changed of topics that
 * existed. Doing it again changes nothing. Exits with 1, and says why, when a topic has another
 * shape than the table says, and with 2 when it is not called so.
 */
public final class KafkaSetup {
    private KafkaSetup() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("usage: KafkaSetup SERVERS IDENTITY REPLICAS");
            System.exit(2);
        }
        try (Admin admin =
                Admin.create(
                        KafkaConnection.settings(args[0], Path.of(args[1]), Anchors.SERVICES))) {
            new TopicSetup(admin, Integer.parseInt(args[2])).apply().forEach(System.out::println);
            AccessRules.byCommonName().apply(admin);
        } catch (TopicMismatchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.out.println("Topics and access rules are those of the table.");
    }
}
