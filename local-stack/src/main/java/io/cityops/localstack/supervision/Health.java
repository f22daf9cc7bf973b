package io.cityops.localstack.supervision;

/** How a process is asked whether it can work. Answers within a few seconds and never throws. */
@FunctionalInterface
public interface Health {
    Answer ask();

    /** @param reason why it cannot work; empty when it can */
    record Answer(boolean up, String reason) {
        public static final Answer UP = new Answer(true, "");

        public static Answer down(String reason) {
            return new Answer(false, reason);
        }
    }
}
