package io.cityops.localstack;

/** Something the operator must put right. The message is one line: what is wrong, and the remedy. */
public final class StackFailure extends RuntimeException {
    public StackFailure(String what, String remedy) {
        super(what + ". " + remedy);
    }

    public StackFailure(String what, String remedy, Throwable cause) {
        super(what + ". " + remedy, cause);
    }
}
