package io.cityops.localstack.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the way of the data, and how long each keeps what it holds. */
public final class CityTopics {
    private static final int CALL_LIMIT_MILLIS = 5_000;
    private static final long TELEMETRY_BYTES_A_PARTITION = (2L << 30) / 4;

    private CityTopics() {}

    private static List<NewTopic> all() {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        String day = Long.toString(Duration.ofDays(1).toMillis());
        String week = Long.toString(Duration.ofDays(7).toMillis());
        String month = Long.toString(Duration.ofDays(30).toMillis());
        return List.of(
                topic(
                        "telemetry",
                        4,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                week,
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                Long.toString(TELEMETRY_BYTES_A_PARTITION))),
                topic(
                        "telemetry.rejected",
                        1,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                month,
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                Long.toString(1L << 30))),
                topic("telemetry.replay", 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, day)),
                topic("telemetry.replayed", 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, day)),
                topic("devices", 1, compacted),
                topic("rules", 1, compacted),
                topic("catalogue", 1, compacted),
                topic("status", 1, compacted),
                topic(
                        "sessions",
                        1,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(Duration.ofDays(1).toMillis()),
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                Long.toString(256L << 20))),
                topic(
                        "commands",
                        1,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT,
                                // A command that was given once is not pushed out by the next one so soon.
                                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                                week)));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> configuration) {
        // As many copies as the broker makes by default: one of ours, more in a city's cluster.
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }

    /** Whether the broker serves clients. */
    static boolean served(String bootstrap) {
        try (Admin admin = client(bootstrap)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Creates the topics that are missing; one that exists is left as it is. */
    public static void createMissing(String bootstrap) {
        try (Admin admin = client(bootstrap)) {
            Set<String> existing = admin.listTopics().names().get();
            for (NewTopic topic : all()) {
                if (!existing.contains(topic.name())) {
                    create(admin, topic);
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making the topics", e);
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Admin client(String bootstrap) {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_LIMIT_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_LIMIT_MILLIS);
        return Admin.create(properties);
    }
}
