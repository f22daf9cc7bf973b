package io.cityops.localstack.database;

/** Who may sign in to the database; what each may do is granted in the migrations. */
public enum DatabaseRole {
    /** Owns the server; used by nothing but provisioning and migrations. */
    OWNER("cityops_owner"),
    GATEWAY("cityops_gateway"),
    JOBS("cityops_jobs"),
    DASHBOARD("cityops_dashboard"),
    REGISTRAR("cityops_registrar"),
    /** Reads the contract's views and nothing else. */
    READER("cityops_reader");

    private final String roleName;

    DatabaseRole(String roleName) {
        this.roleName = roleName;
    }

    /** Its name in the database. */
    public String roleName() {
        return roleName;
    }

    /** The name people use for it: {@code reader} for {@code cityops_reader}. */
    public String shortName() {
        return roleName.substring("cityops_".length());
    }
}
