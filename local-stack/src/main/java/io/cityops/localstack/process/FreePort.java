package io.cityops.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback for servers that are stopped and started again on the same port. They lie below those that the kernel
 * gives to outgoing connections; otherwise a client that knocks while the server is away could be given the server's port.
 */
public final class FreePort {
    private static final int LOWEST = 13_000;
    private static final int BOUND = 20_000;
    private static final int MOST_TRIES = 1000;

    private FreePort() {}

    /** A TCP port that nobody listens on now. Safe for all threads and processes, but it is not reserved. */
    public static int next() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BOUND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // taken: the next one
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BOUND);
    }
}
