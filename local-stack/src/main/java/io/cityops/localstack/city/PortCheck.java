package io.cityops.localstack.city;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.supervision.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether every port that the city wants is free, before anything is started. */
final class PortCheck {
    private PortCheck() {}

    static void requireFree(String bind, List<Service> services) {
        for (Service service : services) {
            for (int port : service.ports()) {
                if (!isFree(bind, port)) {
                    throw new StackFailure(
                            "port %d, which %s needs, is taken%s"
                                    .formatted(
                                            port,
                                            service.name(),
                                            PortOwner.of(port)
                                                    .map(owner -> " by " + owner)
                                                    .orElse("")),
                            "Stop that process, or move every port of this city with CITYOPS_PORT_OFFSET=100 ./cityops demo");
                }
            }
        }
    }

    static boolean isFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bind, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
