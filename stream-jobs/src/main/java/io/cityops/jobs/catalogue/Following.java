package io.cityops.jobs.catalogue;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * A stream by key whose operator hears of every version of the catalogue. Flink's own way from a keyed and a broadcast stream
 * to a function has no place for an operator; this is its inside.
 */
public final class Following<T> {
    private final StreamExecutionEnvironment env;
    private final TwoInputTransformation<?, ?, T> transformation;

    private Following(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, T> transformation) {
        this.env = env;
        this.transformation = transformation;
    }

    public static <I, B, T> Following<T> of(
            KeyedStream<I, String> stream,
            DataStream<B> announcements,
            String name,
            String uid,
            TypeInformation<T> type,
            TwoInputStreamOperator<I, B, T> operator) {
        StreamExecutionEnvironment env = stream.getExecutionEnvironment();
        TwoInputTransformation<I, B, T> transformation = new TwoInputTransformation<>(
                stream.getTransformation(),
                announcements.broadcast().getTransformation(),
                name,
                SimpleOperatorFactory.of(operator),
                type,
                env.getParallelism(),
                false);
        transformation.setStateKeySelectors(stream.getKeySelector(), null);
        transformation.setStateKeyType(stream.getKeyType());
        transformation.setUid(uid);
        env.addOperator(transformation);
        return new Following<>(env, transformation);
    }

    public DataStream<T> main() {
        return new DataStream<>(env, transformation);
    }

    public <S> DataStream<S> side(OutputTag<S> tag) {
        return new DataStream<>(env, new SideOutputTransformation<>(transformation, tag));
    }
}
