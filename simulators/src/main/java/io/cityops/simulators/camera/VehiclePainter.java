package io.cityops.simulators.camera;

import io.cityops.simulators.camera.Scene.Vehicle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;

/** Motorcycles with their riders, cars and buses, from behind on the right and from the front on the left. */
final class VehiclePainter {
    private static final Color[] CARS = {
        new Color(238, 238, 240),
        new Color(186, 190, 196),
        new Color(44, 46, 52),
        new Color(150, 24, 28),
        new Color(36, 62, 112),
        new Color(222, 220, 208),
        new Color(90, 94, 98)
    };
    private static final Color[] SHIRTS = {
        new Color(206, 60, 60),
        new Color(60, 96, 170),
        new Color(232, 224, 206),
        new Color(60, 130, 96),
        new Color(64, 62, 70),
        new Color(220, 150, 60),
        new Color(150, 110, 170)
    };
    private static final Color[] PONCHOS = {
        new Color(60, 110, 190), new Color(214, 74, 110), new Color(240, 196, 60), new Color(90, 160, 110)
    };
    private static final Color TYRE = new Color(28, 28, 30);
    private static final Color HEADLIGHT = new Color(255, 246, 214);
    private static final Color TAILLIGHT = new Color(226, 26, 22);
    private static final double HELD_UP_BY_RAIN = 0.15;

    private final Canvas canvas;
    private final Light light;

    VehiclePainter(Canvas canvas, Light light) {
        this.canvas = canvas;
        this.light = light;
    }

    void paint(Vehicle vehicle) {
        double x = Canvas.x(vehicle.besideM(), vehicle.awayM());
        double foot = Canvas.y(0, vehicle.awayM());
        double scale = Canvas.scale(vehicle.awayM());
        switch (vehicle.kind()) {
            case MOTORCYCLE -> motorcycle(vehicle, x, foot, scale);
            case CAR -> car(vehicle, x, foot, scale);
            case BUS -> bus(vehicle, x, foot, scale);
        }
    }

    private void motorcycle(Vehicle vehicle, double x, double foot, double s) {
        shadow(x, foot, 0.45 * s);
        box(TYRE, vehicle, x - 0.07 * s, foot - 0.6 * s, 0.14 * s, 0.6 * s, 0.1 * s);
        Color body = pick(CARS, vehicle.look() * 7.3);
        box(body, vehicle, x - 0.2 * s, foot - 0.95 * s, 0.4 * s, 0.5 * s, 0.18 * s);
        box(TYRE, vehicle, x - 0.36 * s, foot - 1.08 * s, 0.72 * s, 0.07 * s, 0.04 * s);
        boolean caped = light.rain() > HELD_UP_BY_RAIN;
        Color cloth = caped ? pick(PONCHOS, vehicle.look() * 5.1) : pick(SHIRTS, vehicle.look() * 9.7);
        Color shaded = light.on(cloth, vehicle.awayM());
        double shoulders = caped ? 0.36 : 0.27;
        double hem = caped ? 0.5 : 0.24;
        canvas.polygon(
                shaded,
                x - shoulders * s,
                foot - 1.5 * s,
                x + shoulders * s,
                foot - 1.5 * s,
                x + hem * s,
                foot - 0.78 * s,
                x - hem * s,
                foot - 0.78 * s);
        box(new Color(52, 54, 66), vehicle, x - 0.3 * s, foot - 0.82 * s, 0.17 * s, 0.5 * s, 0.08 * s);
        box(new Color(52, 54, 66), vehicle, x + 0.13 * s, foot - 0.82 * s, 0.17 * s, 0.5 * s, 0.08 * s);
        if (vehicle.approaching()) {
            oval(new Color(206, 164, 132), vehicle, x, foot - 1.64 * s, 0.13 * s);
        }
        oval(pick(CARS, vehicle.look() * 3.7), vehicle, x, foot - 1.72 * s, 0.16 * s);
        if (vehicle.look() > 0.72 && !caped) { // a passenger looks over the shoulder
            oval(pick(SHIRTS, vehicle.look() * 4.1), vehicle, x + 0.2 * s, foot - 1.66 * s, 0.15 * s);
        }
        lights(vehicle, new double[] {x}, foot - 0.85 * s, 0.09 * s);
    }

    private void car(Vehicle vehicle, double x, double foot, double s) {
        shadow(x, foot, 1.05 * s);
        Color paint = pick(CARS, vehicle.look() * 7.3);
        box(TYRE, vehicle, x - 0.85 * s, foot - 0.35 * s, 0.26 * s, 0.35 * s, 0.08 * s);
        box(TYRE, vehicle, x + 0.59 * s, foot - 0.35 * s, 0.26 * s, 0.35 * s, 0.08 * s);
        canvas.polygon(
                light.on(Canvas.mixed(paint, Color.BLACK, 0.12), vehicle.awayM()),
                x - 0.66 * s,
                foot - 1.5 * s,
                x + 0.66 * s,
                foot - 1.5 * s,
                x + 0.84 * s,
                foot - 0.9 * s,
                x - 0.84 * s,
                foot - 0.9 * s);
        canvas.polygon(
                light.on(new Color(46, 60, 74), vehicle.awayM()),
                x - 0.58 * s,
                foot - 1.42 * s,
                x + 0.58 * s,
                foot - 1.42 * s,
                x + 0.72 * s,
                foot - 0.96 * s,
                x - 0.72 * s,
                foot - 0.96 * s);
        box(paint, vehicle, x - 0.9 * s, foot - 0.96 * s, 1.8 * s, 0.72 * s, 0.2 * s);
        box(new Color(60, 62, 66), vehicle, x - 0.88 * s, foot - 0.36 * s, 1.76 * s, 0.14 * s, 0.06 * s);
        box(Color.WHITE, vehicle, x - 0.24 * s, foot - 0.56 * s, 0.48 * s, 0.16 * s, 0.02 * s);
        lights(vehicle, new double[] {x - 0.72 * s, x + 0.72 * s}, foot - 0.74 * s, 0.13 * s);
    }

    private void bus(Vehicle vehicle, double x, double foot, double s) {
        shadow(x, foot, 1.5 * s);
        Color paint = vehicle.look() < 0.6 ? new Color(46, 140, 84) : new Color(232, 178, 40);
        box(TYRE, vehicle, x - 1.1 * s, foot - 0.45 * s, 0.3 * s, 0.45 * s, 0.08 * s);
        box(TYRE, vehicle, x + 0.8 * s, foot - 0.45 * s, 0.3 * s, 0.45 * s, 0.08 * s);
        box(paint, vehicle, x - 1.25 * s, foot - 3.0 * s, 2.5 * s, 2.75 * s, 0.25 * s);
        box(new Color(40, 54, 66), vehicle, x - 1.08 * s, foot - 2.5 * s, 2.16 * s, 1.15 * s, 0.14 * s);
        box(new Color(20, 20, 20), vehicle, x - 0.8 * s, foot - 2.88 * s, 1.6 * s, 0.28 * s, 0.05 * s);
        box(new Color(250, 170, 40), vehicle, x - 0.66 * s, foot - 2.82 * s, 1.1 * s, 0.16 * s, 0.02 * s);
        box(Color.WHITE, vehicle, x - 1.25 * s, foot - 1.2 * s, 2.5 * s, 0.14 * s, 0.02 * s);
        lights(vehicle, new double[] {x - 1.0 * s, x + 1.0 * s}, foot - 0.75 * s, 0.15 * s);
    }

    private void shadow(double x, double foot, double halfWidth) {
        canvas.graphics().setColor(new Color(0, 0, 0, light.night() > 0.5 || light.rain() > 0.3 ? 46 : 90));
        canvas.graphics()
                .fill(new Ellipse2D.Double(
                        x - 1.1 * halfWidth, foot - 0.22 * halfWidth, 2.2 * halfWidth, 0.44 * halfWidth));
    }

    private void lights(Vehicle vehicle, double[] xs, double y, double radius) {
        boolean lit = light.lampsLit() || light.rain() > 0.4;
        Color color = vehicle.approaching() ? HEADLIGHT : TAILLIGHT;
        Graphics2D g = canvas.graphics();
        for (double x : xs) {
            g.setColor(lit ? color : light.on(color, vehicle.awayM()));
            g.fill(new Ellipse2D.Double(x - radius, y - 0.8 * radius, 2 * radius, 1.6 * radius));
            if (lit) {
                Glow.paint(g, color, x, y, (vehicle.approaching() ? 7 : 4) * radius, 0.65);
            }
        }
    }

    private void box(Color color, Vehicle vehicle, double x, double y, double width, double height, double round) {
        canvas.graphics().setColor(light.on(color, vehicle.awayM()));
        canvas.graphics().fill(new RoundRectangle2D.Double(x, y, width, height, 2 * round, 2 * round));
    }

    private void oval(Color color, Vehicle vehicle, double x, double y, double radius) {
        canvas.graphics().setColor(light.on(color, vehicle.awayM()));
        canvas.graphics().fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    private static Color pick(Color[] colors, double look) {
        return colors[(int) ((look - Math.floor(look)) * colors.length)];
    }
}
