package io.cityops.localstack.supervision;

import io.cityops.localstack.process.FlinkRest;
import java.io.IOException;

/** A job manager is able to work while a job of its runs. */
public record FlinkHealth(String host, int port) implements Health {
    @Override
    public Answer ask() {
        try {
            String state = new FlinkRest(host, port).jobState();
            return state.equals("RUNNING") ? Answer.UP : Answer.down("the job is " + state);
        } catch (IOException e) {
            return Answer.down("REST on port " + port + ": " + e.getMessage());
        }
    }
}
