package io.cityops.simulators.city;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which devices stand where: kinds in fixed shares, most of them of traffic, environment and water; more where the city is
 * more urban, but some in every ward; river gauges only on rivers; flood sensors first where streets flood first.
 */
public final class DevicePlan {
    public static final int USUAL_COUNT = 500;

    /** Which ward has what is the same for every seed, so that scenarios find their witnesses in each. */
    private static final Dice PLACES = new Dice(1).of("devices");

    private static final double HIGH = 1000;

    /** Where devices of a kind go first. */
    private enum Order {
        /** The more urban the ward, the earlier. */
        URBAN,
        /** As {@link #URBAN}, and every second one to the ward that has the fewest devices so far. */
        EVERYWHERE,
        /** Where streets flood first. */
        LOW,
        /** Where streets flood first, then anywhere. */
        LOW_THEN_ANYWHERE,
        /** On rivers only. */
        RIVER
    }

    /** @param share of all devices, in thousandths */
    private enum Kind {
        CAMERA("cam", "traffic-camera", Order.EVERYWHERE, 232, 10, 15, 20, 30),
        LOOP("loop", "loop-detector", Order.URBAN, 24, 30),
        PARKING("park", "parking-lot", Order.URBAN, 20, 60),
        AIR("air", "air-station", Order.EVERYWHERE, 124, 60),
        NOISE("noise", "noise-meter", Order.URBAN, 28, 60),
        WEATHER("meteo", "weather-station", Order.EVERYWHERE, 20, 60),
        FLOOD("flood", "flood-sensor", Order.LOW, 112, 30),
        RAIN("rain", "rain-gauge", Order.LOW_THEN_ANYWHERE, 84, 60),
        RIVER("river", "river-gauge", Order.RIVER, 52, 60),
        PUMP("pump", "pump-station", Order.LOW, 24, 60),
        FEEDER("feeder", "feeder-meter", Order.EVERYWHERE, 48, 60),
        CABINET("light", "streetlight-cabinet", Order.EVERYWHERE, 32, 60),
        CALLS("calls", "emergency-desk", Order.URBAN, 16, 60),
        FIRE("fire", "fire-sensor", Order.URBAN, 24, 30),
        CROWD("crowd", "crowd-counter", Order.URBAN, 16, 30),
        DESK("desk", "desk-1022", Order.EVERYWHERE, 40, 60),
        DOSSIERS("dossier", "dossier-desk", Order.EVERYWHERE, 24, 60),
        EMERGENCY_ROOM("er", "emergency-room", Order.URBAN, 16, 60),
        AMBULANCE("ambulance", "ambulance", Order.URBAN, 16, 60),
        NODE("node", "network-node", Order.EVERYWHERE, 28, 30),
        INTRUSION("ids", "intrusion-sensor", Order.URBAN, 10, 30),
        CONCENTRATOR("hub", "concentrator", Order.EVERYWHERE, 10, 60);

        private final String prefix;
        private final String type;
        private final Order order;
        private final int share;
        private final int[] intervalsSeconds;

        Kind(String prefix, String type, Order order, int share, int... intervalsSeconds) {
            this.prefix = prefix;
            this.type = type;
            this.order = order;
            this.share = share;
            this.intervalsSeconds = intervalsSeconds;
        }
    }

    private final Catalogue catalogue;
    private final Dice dice;
    private final List<Area> wards;
    private final Map<Kind, List<Area>> orders = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Area>> round = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> placed = new EnumMap<>(Kind.class);
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> equipped = new HashMap<>();

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
        for (Kind kind : Kind.values()) {
            orders.put(kind, ranked(kind));
        }
        List<SimulatedDevice> devices = new ArrayList<>(count);
        while (devices.size() < count) {
            Kind kind = mostWanting();
            if (kind == null) {
                break;
            }
            Area ward = next(kind);
            int number = numbers.merge(kind.prefix + ward.code(), 1, Integer::sum);
            placed.merge(kind, 1, Integer::sum);
            equipped.merge(ward.code(), 1, Integer::sum);
            devices.add(device(devices.size(), kind, ward, number));
        }
        return List.copyOf(devices);
    }

    private List<Area> ranked(Kind kind) {
        List<String> low = List.copyOf(Streets.lowAreas());
        List<String> riverside = List.copyOf(Rivers.riversideAreas());
        int key = kind.ordinal();
        return switch (kind.order) {
            case URBAN, EVERYWHERE ->
                ranked(area -> Urbanity.at(placeOf(area)) + spread(area, key, key == 0 ? 0 : 0.4));
            case LOW -> ranked(area -> preferred(low, area) + Urbanity.at(placeOf(area)) + spread(area, key, 0.3));
            case LOW_THEN_ANYWHERE -> ranked(area -> preferred(low, area) + spread(area, key, 1));
            case RIVER ->
                wards.stream()
                        .filter(area -> riverside.contains(area.code()))
                        .sorted(Comparator.comparingInt(area -> riverside.indexOf(area.code())))
                        .toList();
        };
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
        return width * PLACES.uniform(Dice.keyOf(area.code()), key);
    }

    /** The kind furthest behind its share (Sainte-Laguë), so that any count has the right mix. */
    private @Nullable Kind mostWanting() {
        return Arrays.stream(Kind.values())
                .filter(kind -> !orders.getOrDefault(kind, List.of()).isEmpty())
                .filter(kind -> catalogue.deviceType(kind.type) != null)
                .max(Comparator.comparingDouble(kind -> kind.share / (2.0 * placed.getOrDefault(kind, 0) + 1)))
                .orElse(null);
    }

    /** Round after round; after the first, only the better half of the wards. */
    private Area next(Kind kind) {
        List<Area> left = round.computeIfAbsent(kind, k -> new ArrayList<>(orders.getOrDefault(k, List.of())));
        if (left.isEmpty()) {
            List<Area> all = orders.getOrDefault(kind, List.of());
            left.addAll(all.subList(0, Math.max(1, all.size() / 2)));
        }
        boolean toTheLeast = kind.order == Order.EVERYWHERE && placed.getOrDefault(kind, 0) % 2 == 1;
        Area ward = toTheLeast ? leastEquipped(left) : left.getFirst();
        left.remove(ward);
        return ward;
    }

    private Area leastEquipped(List<Area> among) {
        return among.stream()
                .min(Comparator.comparingInt(area -> equipped.getOrDefault(area.code(), 0)))
                .orElseThrow();
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
