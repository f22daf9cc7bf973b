package io.cityops.gateway;

import io.cityops.gateway.bridge.Bridge;
import io.cityops.gateway.formats.ForeignFormats;
import io.cityops.gateway.identity.CertificateHolders;
import io.cityops.gateway.identity.SignIn;
import io.cityops.gateway.identity.TlsContexts;
import io.cityops.gateway.intake.Judge;
import io.cityops.gateway.intake.Replays;
import io.cityops.gateway.kafka.CatalogueFeed;
import io.cityops.gateway.kafka.CommandFeed;
import io.cityops.gateway.kafka.InFlightBytes;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.kafka.PublishedDevices;
import io.cityops.gateway.kafka.RegistryFeed;
import io.cityops.gateway.kafka.Takeovers;
import io.cityops.gateway.kafka.Ticker;
import io.cityops.gateway.kafka.TopicFollower;
import io.cityops.gateway.kafka.Topics;
import io.cityops.gateway.limits.FailedSignIns;
import io.cityops.gateway.limits.Quotas;
import io.cityops.gateway.mqtt.CappedTransport;
import io.cityops.gateway.mqtt.ConnectionCount;
import io.cityops.gateway.mqtt.LastWills;
import io.cityops.gateway.mqtt.MqttListener;
import io.cityops.gateway.mqtt.Reception;
import io.cityops.gateway.mqtt.Sessions;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.operations.Health;
import io.cityops.gateway.operations.OperationsEndpoint;
import io.cityops.gateway.registry.RegistryFollower;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.gateway.registry.RevokedCertificates;
import io.cityops.gateway.still.StillStore;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's process: what there is, in the order in which it starts, and stops in reverse. */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final long SWEEP_MILLIS = 1_000;

    private final GatewaySettings settings;
    private final Clock clock;
    private final Vertx vertx;
    private final GatewayMeters meters;
    private final RegistryMirror mirror = new RegistryMirror();
    private final RevokedCertificates revoked = new RevokedCertificates();
    private final CertificateHolders certificateHolders;
    private final FailedSignIns failedSignIns = new FailedSignIns(System::nanoTime);
    private final @Nullable TlsContexts tls;
    private final Sessions sessions;
    private final CommandFeed commands;
    private final RegistryFollower follower;
    private final Takeovers takeovers;
    private final TopicFollower announcements;
    private final Quotas quotas;
    private final StillStore stills;
    private final KafkaJournal journal;
    private final CatalogueFeed versions;
    private final InFlightBytes inFlight;
    private final Ticker ticker;
    private final Replays replays;
    private final List<Bridge> bridges;
    private final ConnectionCount connections;
    private final List<MqttListener> listeners = new ArrayList<>();
    private final OperationsEndpoint operations;
    private volatile String notListening = "starting";

    public static void main(String[] arguments) {
        try {
            GatewaySettings settings = GatewaySettings.from(Settings.fromEnvironment());
            FollowedCatalogue catalogue = new FollowedCatalogue(Catalogue.load(settings.catalogue()));
            Gateway gateway = new Gateway(settings, catalogue, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stop"));
            gateway.start();
        } catch (SettingsException | CatalogueException e) {
            System.err.println("ingest-gateway: " + e.getMessage());
            System.exit(2);
        } catch (ExecutionException e) {
            fail(
                    e.getCause() instanceof BindException
                            ? "a port is taken, " + Ports.text(GatewaySettings.from(Settings.fromEnvironment()))
                            : String.valueOf(e.getCause()));
        } catch (TimeoutException | InterruptedException | RuntimeException e) {
            fail(e.toString());
        }
    }

    private static void fail(String reason) {
        log.error("the gateway could not start: {}", reason);
        Runtime.getRuntime().halt(1);
    }

    Gateway(GatewaySettings settings, FollowedCatalogue catalogue, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters = new GatewayMeters(prometheus);
        meters.bindJvm();
        int places = FileDescriptors.connectionsWithin(settings.maxConnections());
        vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(settings.eventLoops() + 1))
                .withTransport(new CappedTransport(places, settings.mqttPorts()))
                .build();
        GatewaySettings.Database database = settings.database();
        certificateHolders = new CertificateHolders(revoked, clock);
        tls = Ports.tls(settings);
        journal = new KafkaJournal(KafkaJournal.producer(settings.kafka(), settings.kafkaDeliveryTimeout()));
        versions = new CatalogueFeed(journal, meters);
        ForeignFormats formats = new ForeignFormats(catalogue.formats(), mirror);
        follower = new RegistryFollower(
                database.url(),
                database.user(),
                database.password(),
                catalogue,
                version -> {
                    formats.replace(catalogue.formats());
                    versions.publish(version);
                },
                mirror,
                revoked);
        inFlight = new InFlightBytes(settings.maxInFlightBytes());
        Judge judge = new Judge(mirror, formats);
        sessions = new Sessions(clock, new LastWills(mirror, judge, journal, meters, clock), meters);
        commands = new CommandFeed(settings.kafka(), sessions, meters);
        ticker = new Ticker(journal, clock, System::nanoTime, meters);
        replays = new Replays(settings.kafka(), mirror, judge, journal, meters, clock);
        Bridge.Neighbours neighbours = new Bridge.Neighbours(mirror, judge, journal, inFlight, meters, clock);
        bridges = settings.bridges().stream()
                .map(bridge -> new Bridge(bridge, neighbours))
                .toList();
        takeovers = new Takeovers(journal::append, sessions);
        announcements = new TopicFollower(settings.kafka(), Topics.SESSIONS, takeovers::read);
        quotas = new Quotas(settings.deviceQuota(), settings.connectionQuota(), System::nanoTime);
        stills = new StillStore(database.url(), database.user(), database.password(), meters);
        connections = new ConnectionCount(places, settings.maxConnectionsPerAddress(), meters);
        Reception reception = new Reception(
                mirror,
                new SignIn(mirror, revoked, clock, judge::isOwnEdgeTopic),
                failedSignIns,
                certificateHolders,
                judge,
                sessions,
                takeovers,
                quotas,
                stills,
                journal,
                inFlight,
                meters,
                clock,
                settings.maxInFlight());
        for (int i = 0; i < settings.eventLoops(); i++) {
            listeners.add(new MqttListener(Ports.of(settings, tls), reception, connections));
        }
        bindGauges();
        operations = new OperationsEndpoint(settings.bind(), settings.httpPort(), prometheus, this::health);
    }

    /** Returns when the gateway takes telemetry; until then waits for Kafka and the database, however long. */
    void start() throws InterruptedException, ExecutionException, TimeoutException {
        await(vertx.deployVerticle(operations), WAIT);
        notListening = "waiting for Kafka and the registry database";
        follower.start();
        Set<String> published = PublishedDevices.await(settings.kafka());
        follower.awaitFirstRead();
        mirror.follow(sessions::registryChanged);
        new RegistryFeed(journal, mirror, meters).start(published);
        commands.start(WAIT);
        announcements.start(WAIT);
        stills.start();
        revoked.follow(certificateHolders::sweep);
        vertx.setPeriodic(SWEEP_MILLIS, ignored -> {
            sessions.sweep();
            certificateHolders.sweep();
            failedSignIns.sweep();
            quotas.sweep();
        });
        TlsContexts files = tls;
        if (files != null) {
            vertx.setPeriodic(
                    SWEEP_MILLIS,
                    ignored -> vertx.executeBlocking(() -> {
                        files.refresh();
                        return null;
                    }));
        }
        ticker.start();
        replays.start();
        bridges.forEach(Bridge::start);
        List<Future<?>> listening = new ArrayList<>();
        for (MqttListener listener : listeners) {
            listening.add(vertx.deployVerticle(
                    listener, new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP)));
        }
        await(Future.all(listening), WAIT);
        notListening = "";
        log.info(
                "ready: MQTT on {}:{}{}, {} devices registered",
                settings.bind(),
                settings.mqttPort(),
                settings.tls() == null ? "" : ", MQTTS on " + settings.tls().port(),
                mirror.size());
    }

    /** Takes no more, acknowledges what Kafka still takes, then ends; loses nothing that was acknowledged. */
    @Override
    public void close() {
        boolean wasListening = notListening.isEmpty();
        notListening = "stopping";
        connections.stopAccepting();
        try {
            if (wasListening) {
                Duration drain = settings.drainTimeout();
                await(
                        Future.all(listeners.stream()
                                .map(listener -> listener.drain(drain.toMillis()))
                                .toList()),
                        drain.plus(WAIT));
            }
            bridges.forEach(Bridge::close);
            replays.close();
            ticker.close();
            commands.close();
            announcements.close();
            stills.close();
            follower.close();
            journal.close();
            await(vertx.close(), WAIT);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the gateway did not stop in order: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Health health() {
        double silence = ticker.silenceSeconds();
        String failure = null;
        if (!notListening.isEmpty()) {
            failure = notListening;
        } else if (ticker.isSilent()) {
            failure = "Kafka has acknowledged nothing for %.0f s".formatted(silence);
        }
        return new Health(
                failure,
                follower.trouble(),
                mirror.size(),
                silence,
                inFlight.heldBytes(),
                inFlight.isFull(),
                bridges.stream().map(Bridge::state).toList());
    }

    private void bindGauges() {
        if (tls != null) {
            meters.certificateValid(
                    tls,
                    now -> Duration.between(clock.instant(), now.validUntil()).toSeconds());
        }
        bridges.forEach(bridge -> {
            String name = bridge.state().name();
            meters.bridgeConnected(name, bridge, now -> now.state().isConnected() ? 1 : 0);
            meters.bridgeReceived(name, bridge, now -> now.state().received());
        });
        meters.inFlightBytes(inFlight, InFlightBytes::heldBytes);
        meters.sessions(sessions, Sessions::size);
        meters.kafkaSilence(ticker, Ticker::silenceSeconds);
        meters.registryDevices(mirror, RegistryMirror::size);
        meters.registryConnected(follower, now -> now.trouble() == null ? 1 : 0);
    }

    private static void await(Future<?> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** On SIGTERM. The virtual machine would answer the signal with 143; an orderly stop is 0. */
    private static void stop(Gateway gateway) {
        log.info("stopping");
        gateway.close();
        log.info("stopped");
        Runtime.getRuntime().halt(0);
    }
}
