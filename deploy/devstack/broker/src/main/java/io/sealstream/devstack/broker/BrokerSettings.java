package io.sealstream.devstack.broker;

import io.sealstream.kafka.identity.SpiffePrincipals;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import io.sealstream.servicekit.kafka.IdentitySslEngineFactory;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The broker's settings.
 *
 * @param state where records are kept
 * @param identity the broker's identity folder
 * @param trustDomain trust domain of broker and bootstrap, who may do everything
 * @param port of the broker
 * @param controllerPort of the controller, which only the broker itself talks to
 */
record BrokerSettings(Path state, Path identity, String trustDomain, int port, int controllerPort) {
    static final int NODE = 1;

    Properties properties() {
        Properties settings = new Properties();
        node(settings);
        security(settings);
        limits(settings);
        return settings;
    }

    private void node(Properties settings) {
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", String.valueOf(NODE));
        settings.setProperty("controller.quorum.voters", NODE + "@localhost:" + controllerPort);
        settings.setProperty(
                "listeners",
                "BROKER://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.setProperty("advertised.listeners", "BROKER://localhost:" + port);
        settings.setProperty("listener.security.protocol.map", "BROKER:SSL,CONTROLLER:SSL");
        settings.setProperty("inter.broker.listener.name", "BROKER");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("log.dirs", state.toString());
    }

    private void security(Properties settings) {
        settings.setProperty("ssl.client.auth", "required");
        settings.setProperty("ssl.enabled.protocols", "TLSv1.3");
        settings.setProperty("ssl.protocol", "TLSv1.3");
        settings.setProperty("ssl.engine.factory.class", IdentitySslEngineFactory.class.getName());
        settings.setProperty(IdentitySslEngineFactory.FOLDER, identity.toString());
        settings.setProperty("principal.builder.class", SpiffePrincipals.class.getName());
        settings.setProperty(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("allow.everyone.if.no.acl.found", "false");
        settings.setProperty(
                "super.users", user(ServiceName.BROKER) + ";" + user(ServiceName.BOOTSTRAP));
    }

    private String user(ServiceName service) {
        return SpiffePrincipals.of(new SpiffeId(trustDomain, service)).toString();
    }

    private static void limits(Properties settings) {
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "6");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "6");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // One node: a restarted broker must not wait for its own old session to end.
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
    }
}
