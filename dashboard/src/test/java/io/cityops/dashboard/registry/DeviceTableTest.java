package io.cityops.dashboard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceTableTest {
    private static final Catalogue CATALOGUE = Catalogue.load(null);

    @Test
    void aGoodTableHasItsDevicesAndNoFault() {
        DeviceTable table = read(
                "id,type,area,lat,lon,interval\ng-1,river-gauge,25768,10.77,106.7,30s\n\ng-2,river-gauge,25747,,,\n");

        assertThat(table.faults()).isEmpty();
        assertThat(table.devices()).extracting(DeviceRow.Valid::id).containsExactly("g-1", "g-2");
    }

    @Test
    void everyRowTellsItsFaultsByItsLine() {
        DeviceTable table = read(
                "id,type,area,lat,lon\ng-1,river-guage,25768,,\ng 2,river-gauge,nowhere,91,10\ng-3,river-gauge,25768,,\ng-3,river-gauge,25768,,\n");

        assertThat(table.faults())
                .extracting(fault -> fault.line() + " " + fault.kind())
                .containsExactly("2 type", "3 id", "3 area", "3 lat", "5 twice");
        assertThat(table.faults().getFirst().near()).isEqualTo("river-gauge");
        assertThat(table.devices()).extracting(DeviceRow.Valid::id).containsExactly("g-3");
    }

    @Test
    void whatIsNoTableOfDevicesIsRefusedAsAWhole() {
        assertThat(kinds("id,area,colour\ng,25768,red\n")).containsExactly("missing-column", "unknown-column");
        assertThat(kinds("id,type,area\n")).containsExactly("empty");
        assertThat(kinds("")).contains("missing-column");
        assertThat(kinds("id,type,area\n\"g,river-gauge,25768\n")).contains("not-csv");
    }

    @Test
    void nobodyRegistersOutsideTheirScope() {
        DeviceTable table = DeviceTable.read(
                "id,type,area\ng-1,river-gauge,25747\n", CATALOGUE, new Scope("25768", Set.of("25768"), Set.of()));

        assertThat(table.faults()).extracting(DeviceTable.Fault::kind).containsExactly("outside");
        assertThat(table.devices()).isEmpty();
    }

    @Test
    void aMarkOfTheByteOrderAheadOfTheHeaderIsOverlooked() {
        assertThat(read("\uFEFFid,type,area\ng-1,river-gauge,25768\n").faults()).isEmpty();
    }

    private static List<String> kinds(String text) {
        return read(text).faults().stream().map(DeviceTable.Fault::kind).toList();
    }

    private static DeviceTable read(String text) {
        return DeviceTable.read(text, CATALOGUE, Scope.EVERYTHING);
    }
}
