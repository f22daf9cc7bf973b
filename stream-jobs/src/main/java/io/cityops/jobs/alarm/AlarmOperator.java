package io.cityops.jobs.alarm;

import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** Runs {@link Alarms} and has it write what it changed before each checkpoint, which a function cannot do. */
public final class AlarmOperator extends KeyedProcessOperator<String, Sample, AlertTransition> {
    private static final long serialVersionUID = 1;

    private final Alarms alarms;

    public AlarmOperator(Alarms alarms) {
        super(alarms);
        this.alarms = alarms;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        alarms.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
