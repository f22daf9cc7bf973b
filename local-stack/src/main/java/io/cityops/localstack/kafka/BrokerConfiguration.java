package io.cityops.localstack.kafka;

import java.nio.file.Path;

/**
 * One node that is broker and controller. {@code acks=all} on it survives the death of any process, not the loss of
 * the disk or of power: when to write to disk is left to the operating system, as is Kafka's default.
 */
record BrokerConfiguration(Path logs, String bind, String advertised, int port, int controllerPort) {
    String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%4$d
                listeners=PLAINTEXT://%1$s:%3$d,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=PLAINTEXT://%2$s:%3$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                log.dirs=%5$s

                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=8388608
                log.segment.bytes=134217728

                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                """.formatted(bind, advertised, port, controllerPort, logs);
    }
}
