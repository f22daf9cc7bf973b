package io.cityops.dashboard.notification;

/** A way to reach somebody. */
interface Channel {
    /** As a route names it. */
    String name();

    /** Returns when the receiver's server has taken it. Safe across threads. */
    void send(Notification notification) throws NotTaken, InterruptedException;

    /** It was not taken, or nobody can tell whether it was; the message says why, without secrets. */
    final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        NotTaken(String why) {
            super(why);
        }

        NotTaken(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
