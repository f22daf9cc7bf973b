package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * Whether steps began in their order and in time, by flink-cep's automaton. What began lately is put to it in the order of event
 * time each time that something begins, so what arrives late finds its place, and nothing waits for the watermark. Between two
 * questions the automaton remembers nothing, so that another catalogue, or another flink-cep, meets no partial match of before.
 */
final class StepOrder {
    /**
     * What is closer together than this counts as in order: one step's time may be a device's, the next one's the gateway's, when
     * it received what an indicator stands on.
     */
    static final Duration SLACK = Duration.ofSeconds(2);

    private final SharedBuffer<Beginning> buffer;
    private final Map<Shape, NFA<Beginning>> automata = new HashMap<>();

    /** All that the automaton needs to know of a rule. */
    private record Shape(int steps, Duration within) {}

    private static final class IsStep extends SimpleCondition<Beginning> {
        private static final long serialVersionUID = 1;
        private final int step;

        private IsStep(int step) {
            this.step = step;
        }

        @Override
        public boolean filter(Beginning beginning) {
            return beginning.step == step;
        }
    }

    /** @param store the operator's; holds something only while a question is asked */
    StepOrder(KeyedStateStore store, TypeSerializer<Beginning> serializer) {
        buffer = new SharedBuffer<>(store, serializer, new SharedBufferCacheConfig());
    }

    /** Whether the newest beginning of the last step ends a sequence. To be asked while the operator's key is set. */
    boolean leadsToTheLast(Sequence sequence, List<Beginning> begun) throws Exception {
        int last = sequence.steps().size() - 1;
        long newest = begun.stream()
                .filter(each -> each.step == last)
                .mapToLong(each -> each.atMillis)
                .max()
                .orElse(Long.MIN_VALUE);
        List<Beginning> inOrder = new ArrayList<>(begun);
        inOrder.sort(Comparator.comparingLong(StepOrder::placeMillis));
        NFA<Beginning> automaton =
                automata.computeIfAbsent(new Shape(last + 1, sequence.within()), StepOrder::automaton);
        NFAState state = automaton.createInitialNFAState();
        AfterMatchSkipStrategy all = AfterMatchSkipStrategy.noSkip();
        boolean led = false;
        try (SharedBufferAccessor<Beginning> accessor = buffer.getAccessor()) {
            for (Beginning each : inOrder) {
                long place = placeMillis(each);
                automaton.advanceTime(accessor, state, place, all);
                for (Map<String, List<Beginning>> match :
                        automaton.process(accessor, state, each, place, all, () -> place)) {
                    led |= Objects.requireNonNull(match.get(nameOf(last))).getFirst().atMillis == newest;
                }
            }
            // All that it still hopes for is given up, which empties the buffer.
            long end = inOrder.isEmpty() ? 0 : placeMillis(inOrder.getLast()) + automaton.getWindowTime();
            automaton.advanceTime(accessor, state, end, all);
            accessor.advanceTime(Long.MAX_VALUE);
        }
        return led;
    }

    void close() {
        buffer.releaseCacheStatisticsTimer();
    }

    private static long placeMillis(Beginning beginning) {
        return beginning.atMillis + beginning.step * SLACK.toMillis();
    }

    private static NFA<Beginning> automaton(Shape shape) {
        Pattern<Beginning, Beginning> pattern = Pattern.<Beginning>begin(nameOf(0), AfterMatchSkipStrategy.noSkip())
                .where(new IsStep(0));
        for (int step = 1; step < shape.steps; step++) {
            boolean isLast = step == shape.steps - 1;
            pattern = (isLast ? pattern.followedByAny(nameOf(step)) : pattern.followedBy(nameOf(step)))
                    .where(new IsStep(step));
        }
        // Its window is without its end, ours is with it.
        Duration window =
                shape.within.plus(SLACK.multipliedBy(shape.steps - 1L)).plusMillis(1);
        return NFACompiler.compileFactory(pattern.within(window), false).createNFA();
    }

    private static String nameOf(int step) {
        return "step " + step;
    }
}
