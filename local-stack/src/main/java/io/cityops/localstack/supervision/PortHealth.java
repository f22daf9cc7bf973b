package io.cityops.localstack.supervision;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Able to work once it takes connections. */
public record PortHealth(String host, int port) implements Health {
    private static final int LIMIT_MILLIS = 1_000;

    @Override
    public Answer ask() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            return Answer.UP;
        } catch (IOException e) {
            return Answer.down("port " + port + ": " + e.getMessage());
        }
    }
}
