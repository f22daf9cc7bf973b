package io.cityops.simulators.city;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which devices stand where: kinds in fixed shares, the first camera of every ward before the second of any, more where
 * the city is more urban; river gauges only on rivers; flood sensors first where streets flood first.
 */
public final class DevicePlan {
    public static final int USUAL_COUNT = 500;

    private static final double HIGH = 1000;

    /** @param share of all devices */
    private enum Kind {
        CAMERA("cam", "traffic-camera", 0.48, 10, 15, 20, 30),
        AIR("air", "air-station", 0.18, 60),
        FLOOD("flood", "flood-sensor", 0.16, 30),
        RAIN("rain", "rain-gauge", 0.12, 60),
        RIVER("river", "river-gauge", 0.06, 60);

        private final String prefix;
        private final String type;
        private final double share;
        private final int[] intervalsSeconds;

        Kind(String prefix, String type, double share, int... intervalsSeconds) {
            this.prefix = prefix;
            this.type = type;
            this.share = share;
            this.intervalsSeconds = intervalsSeconds;
        }
    }

    private final Catalogue catalogue;
    private final Dice dice;
    private final List<Area> wards;
    private final Map<Kind, List<Area>> order = new LinkedHashMap<>();

    private DevicePlan(Catalogue catalogue, long seed) {
        this.catalogue = catalogue;
        this.dice = new Dice(seed).of("devices");
        this.wards = catalogue.areas().stream()
                .filter(area -> !area.code().equals(Area.CITY))
                .toList();
    }

    /** The devices of a seed; a larger count adds devices and changes none. */
    public static List<SimulatedDevice> of(Catalogue catalogue, long seed, int count) {
        return new DevicePlan(catalogue, seed).place(count);
    }

    /** The same devices, all observing {@code factor} times as often. */
    public static List<SimulatedDevice> faster(List<SimulatedDevice> devices, double factor) {
        return devices.stream().map(device -> device.faster(factor)).toList();
    }

    private List<SimulatedDevice> place(int count) {
        rankWards();
        Map<Kind, Integer> placed = new LinkedHashMap<>();
        List<SimulatedDevice> devices = new ArrayList<>(count);
        while (devices.size() < count) {
            Kind kind = mostWanting(placed);
            if (kind == null) {
                break;
            }
            int rank = placed.merge(kind, 1, Integer::sum) - 1;
            devices.add(device(devices.size(), kind, wardOf(kind, rank), 1 + turn(kind, rank)));
        }
        return List.copyOf(devices);
    }

    private void rankWards() {
        List<String> riverside = List.copyOf(new Rivers(dice).riversideAreas());
        List<String> low = List.copyOf(Streets.lowAreas());
        order.put(Kind.CAMERA, ranked(area -> Urbanity.at(placeOf(area))));
        order.put(Kind.AIR, ranked(area -> Urbanity.at(placeOf(area)) + spread(area, 1, 0.5)));
        order.put(Kind.FLOOD, ranked(area -> preferred(low, area) + Urbanity.at(placeOf(area)) + spread(area, 2, 0.3)));
        order.put(Kind.RAIN, ranked(area -> preferred(low, area) + spread(area, 3, 1)));
        List<Area> gauged = new ArrayList<>(wards);
        gauged.removeIf(area -> !riverside.contains(area.code()));
        gauged.sort(Comparator.comparingInt(area -> riverside.indexOf(area.code())));
        order.put(Kind.RIVER, gauged);
    }

    private List<Area> ranked(ToDoubleFunction<Area> weight) {
        return wards.stream()
                .sorted(Comparator.comparingDouble(weight).reversed().thenComparing(Area::code))
                .toList();
    }

    private static double preferred(List<String> codes, Area area) {
        int index = codes.indexOf(area.code());
        return index < 0 ? 0 : HIGH - index;
    }

    private double spread(Area area, long key, double width) {
        return width * dice.uniform(Dice.keyOf(area.code()), key);
    }

    /** The kind furthest behind its share (Sainte-Laguë), so that any count has the right mix. */
    private @Nullable Kind mostWanting(Map<Kind, Integer> placed) {
        return order.keySet().stream()
                .filter(kind -> !order.getOrDefault(kind, List.of()).isEmpty())
                .filter(kind -> catalogue.deviceType(kind.type) != null)
                .max(Comparator.comparingDouble(kind -> kind.share / (2 * placed.getOrDefault(kind, 0) + 1)))
                .orElse(null);
    }

    /** Round after round; after the first, cameras stay with the more urban half of the wards. */
    private Area wardOf(Kind kind, int rank) {
        List<Area> ranked = order.getOrDefault(kind, List.of());
        int first = ranked.size();
        return rank < first ? ranked.get(rank) : ranked.get((rank - first) % laterRound(first));
    }

    private int turn(Kind kind, int rank) {
        int first = order.getOrDefault(kind, List.of()).size();
        return rank < first ? 0 : 1 + (rank - first) / laterRound(first);
    }

    private static int laterRound(int wards) {
        return Math.max(1, wards / 2);
    }

    private SimulatedDevice device(int ordinal, Kind kind, Area ward, int number) {
        String id = kind.prefix + "-" + ward.code() + "-" + number;
        long key = Dice.keyOf(id);
        int seconds = kind.intervalsSeconds[dice.below(kind.intervalsSeconds.length, key, 1)];
        long interval = Duration.ofSeconds(seconds).toMillis();
        DeviceType type = catalogue.deviceType(kind.type);
        String sector = type == null ? "" : type.sector();
        return new SimulatedDevice(ordinal, id, kind.type, sector, somewhereIn(ward, kind, key), interval, (long)
                (dice.uniform(key, 2) * interval));
    }

    /** A point within about half the ward's radius; gauges of rain and floods stand where the ward floods, in its middle. */
    private Place somewhereIn(Area ward, Kind kind, long key) {
        double halfRadiusKm = 0.5 * StrictMath.sqrt(Math.max(0.3, ward.areaKm2()) / StrictMath.PI);
        double radiusKm = kind == Kind.FLOOD || kind == Kind.RAIN ? Math.min(0.4, halfRadiusKm) : halfRadiusKm;
        double away = radiusKm * StrictMath.sqrt(dice.uniform(key, 3));
        double bearing = 2 * StrictMath.PI * dice.uniform(key, 4);
        double lat = ward.lat() + away * StrictMath.cos(bearing) / Place.KM_PER_DEGREE;
        double lon = ward.lon() + away * StrictMath.sin(bearing) / Place.kmPerDegreeEast(ward.lat());
        return new Place(ward.code(), rounded(lat), rounded(lon));
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }

    static Place placeOf(Area area) {
        return new Place(area.code(), area.lat(), area.lon());
    }

    /** Places by area code, without the city as a whole. */
    static Map<String, Place> places(Catalogue catalogue) {
        return catalogue.areas().stream()
                .filter(area -> !area.code().equals(Area.CITY))
                .collect(Collectors.toMap(Area::code, DevicePlan::placeOf, (a, b) -> a, LinkedHashMap::new));
    }
}
