package io.cityops.dashboard.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapDrawerTest {
    private static final Catalogue CATALOGUE = Catalogue.load(null);

    @TempDir
    private Path folder;

    @Test
    void everyWardHasATileOfItsOwn() throws IOException {
        CityMap map = MapDrawer.draw(CATALOGUE, null);

        assertThat(map.cells()).hasSize(168);
        assertThat(map.cells()).extracting(MapCell::tile).doesNotHaveDuplicates();
        assertThat(map.cells()).extracting(MapCell::schematic).allMatch(path -> path.startsWith("M"));
    }

    @Test
    void theSameCatalogueIsDrawnTheSame() throws IOException {
        assertThat(MapDrawer.draw(CATALOGUE, null)).isEqualTo(MapDrawer.draw(CATALOGUE, null));
    }

    @Test
    void theFarIslandIsInAFrameWithinTheSheet() throws IOException {
        CityMap map = MapDrawer.draw(CATALOGUE, null);

        assertThat(map.insets()).extracting(CityMap.Inset::view).containsExactly("tiles", "schematic");
        assertThat(map.insets()).extracting(inset -> inset.area().name().vi()).containsOnly("Côn Đảo");
        MapCell island = map.cells().stream()
                .filter(cell -> cell.area().name().en().equals("Con Dao"))
                .findFirst()
                .orElseThrow();
        assertThat(island.tileX()).isBetween(0.0, 1000.0);
        assertThat(island.tileY()).isBetween(0.0, 1000.0);
    }

    @Test
    void outlinesAreDrawnWhereTheyAreGiven() throws IOException {
        Path file = folder.resolve("wards.geojson");
        Files.writeString(file, """
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "25747"},
                 "geometry": {"type": "Polygon", "coordinates": [[[106.6, 10.9], [106.7, 10.9], [106.7, 11.0],
                 [106.6, 11.0], [106.6, 10.9]]]}}]}
                """);

        CityMap map = MapDrawer.draw(CATALOGUE, file);

        assertThat(map.views()).extracting(CityMap.View::id).containsExactly("tiles", "schematic", "outline");
        List<MapCell> outlined =
                map.cells().stream().filter(cell -> cell.outline() != null).toList();
        assertThat(outlined).extracting(cell -> cell.area().code()).containsExactly("25747");
    }
}
