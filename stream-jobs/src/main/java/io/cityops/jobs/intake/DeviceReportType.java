package io.cityops.jobs.intake;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that device reports have a {@link DeviceReportSerializer serializer of their own}. */
public final class DeviceReportType extends TypeInformation<DeviceReport> {
    private static final long serialVersionUID = 1;

    /** Named by the class it is for. */
    public static final class Factory extends TypeInfoFactory<DeviceReport> {
        @Override
        public TypeInformation<DeviceReport> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new DeviceReportType();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<DeviceReport> getTypeClass() {
        return DeviceReport.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<DeviceReport> createSerializer(SerializerConfig config) {
        return new DeviceReportSerializer();
    }

    @Override
    public String toString() {
        return "DeviceReport";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceReportType;
    }

    @Override
    public int hashCode() {
        return DeviceReportType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DeviceReportType;
    }
}
