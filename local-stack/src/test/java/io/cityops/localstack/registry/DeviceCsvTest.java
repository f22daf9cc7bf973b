package io.cityops.localstack.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceCsvTest {
    @Test
    void columnsAreFoundByName() throws IOException {
        assertThat(read("area,interval_seconds,id,type\n27259,60,cam-1,traffic-camera\n"))
                .containsExactly(
                        new DeviceCsv.Line(2, new DeviceRow("cam-1", "traffic-camera", "27259", "", "", "60")));
    }

    @Test
    void concentratorAndExternalIdMayBeColumns() throws IOException {
        assertThat(read("id,type,area,concentrator,external_id\ng,t,1,lns,70B3D57ED0001234\n"))
                .containsExactly(
                        new DeviceCsv.Line(2, new DeviceRow("g", "t", "1", "", "", "", "lns", "70B3D57ED0001234")));
    }

    @Test
    void linesAreCountedAsAnEditorDoes() throws IOException {
        assertThat(read("id,type,area\na,t,1\n\nb,t,1\n"))
                .extracting(DeviceCsv.Line::number)
                .containsExactly(2L, 4L);
    }

    @Test
    void shortRowIsReadAsFarAsItGoes() throws IOException {
        assertThat(read("id,type,area,lat,lon\na,t\n"))
                .containsExactly(new DeviceCsv.Line(2, new DeviceRow("a", "t", "", "", "", "")));
    }

    @Test
    void missingAndUnknownColumnsAreNamed() {
        assertThatThrownBy(() -> read("id,type\n"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("no column area");
        assertThatThrownBy(() -> read("id,type,area,intervall\n"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("'intervall'");
    }

    private static List<DeviceCsv.Line> read(String text) throws IOException {
        return DeviceCsv.read(new StringReader(text));
    }
}
