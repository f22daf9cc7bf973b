package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.Registry;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** All or none: a list of ids with a slip of the pen changes nothing. */
final class KnownIds {
    private KnownIds() {}

    static void require(Registry registry, List<String> ids) throws SQLException {
        Set<String> known = registry.registered(ids);
        List<String> unknown = ids.stream().filter(id -> !known.contains(id)).toList();
        if (!unknown.isEmpty()) {
            throw new StackFailure(
                    "there is no device '" + String.join("', '", unknown) + "'", "Nothing was changed; check the id");
        }
    }
}
