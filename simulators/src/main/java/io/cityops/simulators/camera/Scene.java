package io.cityops.simulators.camera;

import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.StreetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be seen of a street at one moment: as many vehicles as the density of the traffic puts on the visible piece of
 * road, in the city's mix.
 *
 * @param key of the street, which decides its houses and trees
 * @param vehicles from far to near
 */
record Scene(long key, StreetView street, List<Vehicle> vehicles) {
    /** How much of the road the camera sees. */
    static final double VISIBLE_KM = 0.1;

    private static final int MOST_VEHICLES = 70;
    private static final double CAR_SHARE = 0.17;
    private static final double BUS_SHARE = 0.03;
    private static final double NEAREST_M = 14;
    private static final double FARTHEST_M = 105;

    /** Kinds of vehicles, with where they drive: metres from the road's middle. */
    enum Kind {
        MOTORCYCLE(2.6, 8.2),
        CAR(1.9, 5.6),
        BUS(6.2, 6.9);

        private final double innerM;
        private final double outerM;

        Kind(double innerM, double outerM) {
            this.innerM = innerM;
            this.outerM = outerM;
        }
    }

    /**
     * @param besideM metres to the right of the road's middle; on the right side vehicles drive away
     * @param awayM metres from the camera
     * @param look a number of its own, in [0,1), for colours and the like
     */
    record Vehicle(Kind kind, double besideM, double awayM, double look) {
        boolean approaching() {
            return besideM < 0;
        }
    }

    static Scene of(long key, StreetView street, long atMillis) {
        int all = vehiclesOn(street);
        int buses = (int) Math.round(BUS_SHARE * all);
        int cars = (int) Math.round(CAR_SHARE * all);
        Dice dice = new Dice(key).of("scene");
        List<Vehicle> vehicles = new ArrayList<>();
        place(vehicles, Kind.BUS, buses, dice, atMillis);
        place(vehicles, Kind.CAR, cars, dice, atMillis);
        place(vehicles, Kind.MOTORCYCLE, all - buses - cars, dice, atMillis);
        vehicles.sort(Comparator.comparingDouble(Vehicle::awayM).reversed());
        return new Scene(key, street, List.copyOf(vehicles));
    }

    /** Density is flow over speed. */
    static int vehiclesOn(StreetView street) {
        double perKm = street.flowPerHour() / Math.max(3, street.speedKmh());
        return (int) Math.min(MOST_VEHICLES, Math.round(perKm * VISIBLE_KM));
    }

    /** Half on each side; evenly spread over the distance with a little chance, so that they do not stand in each other. */
    private static void place(List<Vehicle> vehicles, Kind kind, int count, Dice dice, long atMillis) {
        for (int i = 0; i < count; i++) {
            long own = kind.ordinal() * 1000L + i;
            int side = (i + (dice.uniform(atMillis, own) < 0.5 ? 1 : 0)) % 2 == 0 ? 1 : -1;
            double share = (i + 0.15 + 0.7 * dice.uniform(atMillis, own + 100)) / count;
            double away = NEAREST_M * StrictMath.pow(FARTHEST_M / NEAREST_M, share);
            double beside = side * dice.between(kind.innerM, kind.outerM, atMillis, own + 200);
            Vehicle vehicle = new Vehicle(kind, beside, away, dice.uniform(atMillis, own + 300));
            if (kind == Kind.MOTORCYCLE || vehicles.stream().noneMatch(other -> collide(vehicle, other))) {
                vehicles.add(vehicle);
            } else {
                vehicles.add(new Vehicle(kind, -beside, away, vehicle.look));
            }
        }
    }

    private static boolean collide(Vehicle one, Vehicle other) {
        return Math.abs(one.besideM - other.besideM) < 2.2 && Math.abs(one.awayM - other.awayM) < 8;
    }
}
