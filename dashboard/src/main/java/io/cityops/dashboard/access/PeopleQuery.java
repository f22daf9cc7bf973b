package io.cityops.dashboard.access;

import io.cityops.model.catalogue.Catalogue;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads who is let in; passwords stay in the database. */
public final class PeopleQuery {
    /** Of an account's row: another one as soon as password, role or scope change, or it was signed out everywhere. */
    public static final String STAMP = "encode(sha256(convert_to("
            + "concat_ws('|', password_hash, role, areas::text, sectors::text, sign_in_generation, openid_name), 'UTF8')), 'hex')";

    private static final String ACCOUNTS =
            "select name, role, areas, sectors, " + STAMP + " as stamp from store.account where enabled";

    private static final String KIOSKS = "select name, areas, encode(secret_hash, 'hex') as secret from store.kiosk";

    private PeopleQuery() {}

    public static void read(Connection connection, Catalogue catalogue, People people) throws SQLException {
        Map<String, Person> byName = new HashMap<>();
        Map<String, Person> bySecret = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ACCOUNTS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Scope scope = Scope.of(list(row.getArray("areas")), list(row.getArray("sectors")), catalogue);
                String name = row.getString("name");
                byName.put(name, new Person(name, Role.of(row.getString("role")), scope, row.getString("stamp")));
            }
        }
        try (PreparedStatement query = connection.prepareStatement(KIOSKS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String secret = row.getString("secret");
                Scope scope = Scope.of(list(row.getArray("areas")), List.of(), catalogue);
                Person kiosk = new Person(Person.kioskName(row.getString("name")), Role.KIOSK, scope, secret);
                byName.put(kiosk.name(), kiosk);
                bySecret.put(secret, kiosk);
            }
        }
        people.replaceWith(byName, bySecret);
    }

    private static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
