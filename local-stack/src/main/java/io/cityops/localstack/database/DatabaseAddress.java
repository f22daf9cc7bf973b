package io.cityops.localstack.database;

/** Where the embedded server answers. */
record DatabaseAddress(String host, int port) {
    /** Bound to every address, it is still reached on the loopback one. */
    static DatabaseAddress reachedAt(String bind, int port) {
        boolean everywhere = bind.equals("0.0.0.0") || bind.equals("::") || bind.equals("*");
        return new DatabaseAddress(everywhere ? "127.0.0.1" : bind, port);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** For psql, Grafana and the like. */
    String libpqUrl(String database, String user, String password) {
        return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
    }
}
