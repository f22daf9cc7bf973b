package io.cityops.jobs.alarm;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/** Runs {@link DeviceSilence} and has it write what it changed before each checkpoint, which a function cannot do. */
public final class SilenceOperator extends CoBroadcastWithKeyedOperator<String, DeviceSign, Long, Presence> {
    private static final long serialVersionUID = 1;

    private final DeviceSilence silence;

    SilenceOperator(DeviceSilence silence) {
        super(silence, List.of(DeviceSilence.TICKS));
        this.silence = silence;
    }

    /** What comes of it: who was heard or is silent, and what the rules of silence look at. */
    public record Streams(DataStream<Presence> presence, DataStream<SilenceSign> signs) {}

    /** Flink's own way from a keyed and a broadcast stream to a function has no place for an operator; this is its inside. */
    public static Streams connect(
            KeyedStream<DeviceSign, String> signs, DataStream<Long> ticks, DeviceSilence silence) {
        StreamExecutionEnvironment env = signs.getExecutionEnvironment();
        TwoInputTransformation<DeviceSign, Long, Presence> silences = new TwoInputTransformation<>(
                signs.getTransformation(),
                ticks.broadcast().getTransformation(),
                "silence of devices",
                SimpleOperatorFactory.of(new SilenceOperator(silence)),
                TypeInformation.of(Presence.class),
                env.getParallelism(),
                false);
        silences.setStateKeySelectors(signs.getKeySelector(), null);
        silences.setStateKeyType(signs.getKeyType());
        silences.setUid("device-silence");
        env.addOperator(silences);
        return new Streams(
                new DataStream<>(env, silences),
                new DataStream<>(env, new SideOutputTransformation<>(silences, DeviceSilence.SIGNS)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        silence.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
