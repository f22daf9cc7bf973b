package io.cityops.localstack.database;

/** The server's two configuration files, written anew at each start. */
record ServerConfiguration(String bind, int port, boolean timescale) {

    /** Sized for one machine that has the whole city to carry; every commit is on disk before it is acknowledged. */
    String postgresql() {
        return """
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 60
                password_encryption = 'scram-sha-256'

                shared_preload_libraries = '%s'
                shared_buffers = 128MB
                work_mem = 8MB
                maintenance_work_mem = 64MB
                max_worker_processes = 12
                max_parallel_workers = 2
                max_parallel_workers_per_gather = 1
                jit = off

                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = replica
                max_wal_senders = 0
                max_wal_size = 1GB
                checkpoint_timeout = 5min
                checkpoint_completion_target = 0.9

                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'iso, ymd'
                lc_messages = 'C'
                log_line_prefix = '%%m %%u '
                log_min_messages = warning
                log_checkpoints = off
                log_autovacuum_min_duration = -1
                """.formatted(bind, port, timescale ? "timescaledb" : "")
                + (timescale ? "timescaledb.telemetry_level = off\n" : "");
    }

    /** Passwords only; from elsewhere only where the operator listens there. */
    String hostBasedAuthentication() {
        return """
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128      scram-sha-256
                """ + ("127.0.0.1".equals(bind) ? "" : "host all all all          scram-sha-256\n");
    }
}
