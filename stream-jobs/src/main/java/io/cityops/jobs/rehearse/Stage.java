package io.cityops.jobs.rehearse;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SubTaskInitializationMetricsBuilder;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * One operator of the city's job within another one's task: with keyed state, timers and clock of its own, and what it sends
 * handed on by a call. So the stages of a line see records and watermarks in one order, however fast they come.
 *
 * @param <I> what it takes by key
 * @param <B> what is told to all its keys
 * @param <O> what it sends
 */
final class Stage<I, B, O> {
    /** Which one it is does not matter: there is one at a time. */
    static final long CHECKPOINT = 1;

    private static final int MOST_BYTES_OF_A_STATE = 512 * 1024 * 1024;

    private final String name;
    private final TwoInputStreamOperator<I, B, O> operator;
    private final AbstractStreamOperator<O> inside;
    private final Consumer<O> main;
    private final Map<String, Consumer<Object>> sides = new HashMap<>();

    <P extends AbstractStreamOperator<O> & TwoInputStreamOperator<I, B, O>> Stage(
            String name, P operator, Consumer<O> main) {
        this.name = name;
        this.operator = operator;
        this.inside = operator;
        this.main = main;
    }

    /** @param to takes what goes to a side output; what nobody takes is left out */
    @SuppressWarnings("unchecked") // the tag is of the type that its operator sends by it
    <S> Stage<I, B, O> side(OutputTag<S> tag, Consumer<S> to) {
        sides.put(tag.getId(), value -> to.accept((S) value));
        return this;
    }

    /** @param before what the same stage kept at a checkpoint; null: it begins */
    void open(StreamTask<?, ?> task, ProcessingTimeService clock, @Nullable OperatorSubtaskState before)
            throws Exception {
        StreamConfig config = new StreamConfig(new Configuration());
        config.setOperatorName(name);
        config.setOperatorID(new OperatorID(half(name), half(name + "'")));
        config.setStateKeySerializer(StringSerializer.INSTANCE);
        config.setManagedMemoryFractionOperatorOfUseCase(ManagedMemoryUseCase.STATE_BACKEND, 0.1);
        config.serializeAllConfigs();
        SimpleOperatorFactory<O> factory = SimpleOperatorFactory.of(inside);
        factory.setProcessingTimeService(clock);
        factory.createStreamOperator(
                new StreamOperatorParameters<>(task, config, new HandOn(), () -> clock, null, null));
        inside.initializeState(
                before == null
                        ? task.createStreamTaskStateInitializer(new SubTaskInitializationMetricsBuilder(0))
                        : Restored.of(task.getEnvironment(), before));
        inside.open();
    }

    private static long half(String text) {
        long hash = 1_125_899_906_842_597L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + each;
        }
        return hash;
    }

    String name() {
        return name;
    }

    void take(String key, I value) throws Exception {
        inside.setCurrentKey(key);
        operator.processElement1(new StreamRecord<>(value));
    }

    /** For an operator that sets the key itself where it needs one. */
    void take(I value) throws Exception {
        operator.processElement1(new StreamRecord<>(value));
    }

    void hear(B announcement) throws Exception {
        operator.processElement2(new StreamRecord<>(announcement));
    }

    void reach(Watermark watermark) throws Exception {
        inside.processWatermark(watermark);
    }

    /** All that it keeps, as at a checkpoint. */
    OperatorSubtaskState snapshot() throws Exception {
        inside.prepareSnapshotPreBarrier(CHECKPOINT);
        OperatorSnapshotFutures kept = inside.snapshotState(
                CHECKPOINT,
                0,
                CheckpointOptions.forCheckpointWithDefaultLocation(),
                new MemCheckpointStreamFactory(MOST_BYTES_OF_A_STATE));
        return OperatorSnapshotFinalizer.create(kept).getJobManagerOwnedState();
    }

    void close() throws Exception {
        inside.close();
    }

    private final class HandOn implements Output<StreamRecord<O>> {
        @Override
        public void collect(StreamRecord<O> record) {
            main.accept(record.getValue());
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            Consumer<Object> to = sides.get(tag.getId());
            if (to != null) {
                to.accept(record.getValue());
            }
        }

        /** The line tells each stage itself. */
        @Override
        public void emitWatermark(Watermark mark) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void close() {}
    }
}
