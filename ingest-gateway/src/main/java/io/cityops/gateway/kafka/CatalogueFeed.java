package io.cityops.gateway.kafka;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.model.version.CatalogueVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the newest version of the catalogue to the compacted topic that the stream reads: at the start, and each that is
 * stored while the gateway runs. Several gateways may do so side by side: a version that is known changes nothing.
 */
public final class CatalogueFeed {
    private static final Logger log = LoggerFactory.getLogger(CatalogueFeed.class);

    private final KafkaJournal journal;
    private final GatewayMeters meters;
    private volatile int newest;

    public CatalogueFeed(KafkaJournal journal, GatewayMeters meters) {
        this.journal = journal;
        this.meters = meters;
    }

    /** At least once; a version is given up for a newer one. */
    public void publish(CatalogueVersion version) {
        newest = Math.max(newest, version.number());
        byte[] key = CatalogueVersion.KEY.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(CatalogueVersion.TOPIC, key, version.encode());
        journal.append(new Delivery(List.of(written), new Receipt() {
            @Override
            public void stored() {
                log.info("catalogue {} is told to the stream, from {} on", version.label(), version.from());
            }

            @Override
            public void lost(Exception cause) {
                meters.kafkaError();
                if (version.number() == newest) {
                    log.warn(
                            "catalogue {} could not be published and is tried again: {}",
                            version.number(),
                            cause.toString());
                    publish(version);
                }
            }
        }));
    }
}
