package io.cityops.jobs.rehearse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.PrioritizedOperatorSubtaskState;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.TaskStateManager;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializer;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl;

/**
 * Gives an operator the state that another one of its kind had at a checkpoint, as Flink does after a crash: within the same task,
 * whose own state is another.
 */
final class Restored {
    private Restored() {}

    static StreamTaskStateInitializer of(Environment task, OperatorSubtaskState state) {
        PrioritizedOperatorSubtaskState restored =
                new PrioritizedOperatorSubtaskState.Builder(state, List.of(), Stage.CHECKPOINT).build();
        TaskStateManager states =
                like(TaskStateManager.class, task.getTaskStateManager(), "prioritizedOperatorState", restored);
        return new StreamTaskStateInitializerImpl(
                like(Environment.class, task, "getTaskStateManager", states), new HashMapStateBackend());
    }

    /** The same in everything but what one method answers. */
    private static <T> T like(Class<T> type, T other, String method, Object answer) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            try {
                return called.invoke(other, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
