package io.cityops.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this machine, so that the way can be cut and mended while both live. */
final class Relay implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket door;

    Relay(int to) {
        this.to = to;
        door = bound(0);
        port = door.getLocalPort();
        listen(door);
    }

    int port() {
        return port;
    }

    /** Connections that stand are broken, new ones are refused. */
    void cut() {
        close();
    }

    void mend() {
        door = bound(port);
        listen(door);
    }

    private static ServerSocket bound(int port) {
        try {
            return new ServerSocket(port, 50, HERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(ServerSocket listening) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Socket server = new Socket(HERE, to);
                    open.add(client);
                    open.add(server);
                    copy(client, server);
                    copy(server, client);
                } catch (IOException e) {
                    // closed, or the server is away: the client sees it
                }
            }
        });
    }

    private void copy(Socket from, Socket into) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    into;
                    InputStream bytes = from.getInputStream()) {
                bytes.transferTo(into.getOutputStream());
            } catch (IOException e) {
                // one side has gone, and now the other goes too
            } finally {
                open.remove(from);
                open.remove(into);
            }
        });
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
