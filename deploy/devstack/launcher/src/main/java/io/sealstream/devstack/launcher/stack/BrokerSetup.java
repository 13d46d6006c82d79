package io.sealstream.devstack.launcher.stack;

import io.sealstream.devstack.launcher.layout.Layout;
import io.sealstream.devstack.launcher.layout.Port;
import io.sealstream.devstack.launcher.layout.Ports;
import io.sealstream.kafka.identity.KafkaConnection;
import io.sealstream.kafka.setup.AccessRules;
import io.sealstream.kafka.setup.TopicSetup;
import io.sealstream.protocol.OperatorId;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.identity.Anchors;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Gives the broker its topics and access rules. */
final class BrokerSetup {
    private BrokerSetup() {}

    static void apply(Layout layout, Ports ports, List<OperatorId> operators) throws Exception {
        try (Admin admin =
                Admin.create(
                        KafkaConnection.settings(
                                "localhost:" + ports.number(Port.BROKER),
                                layout.identity(ServiceName.BOOTSTRAP.label()),
                                Anchors.SERVICES))) {
            new TopicSetup(admin, 1).apply().forEach(System.out::println);
            new AccessRules(Layout.TRUST_DOMAIN, operators).apply(admin);
        }
    }
}
