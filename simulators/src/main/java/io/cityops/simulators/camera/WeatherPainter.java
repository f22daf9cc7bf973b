package io.cityops.simulators.camera;

import io.cityops.simulators.city.Dice;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;

/** Water: on the street, where vehicles stand in it, and falling. */
final class WeatherPainter {
    private static final double SHOWN_AS_WATER_M = 0.02;

    private final Canvas canvas;
    private final Light light;
    private final Dice dice;

    WeatherPainter(Canvas canvas, Light light, Dice dice) {
        this.canvas = canvas;
        this.light = light;
        this.dice = dice;
    }

    /** The water's surface between two distances, drawn over what stands farther away. */
    void flood(double depthM, double nearM, double farM) {
        if (depthM < SHOWN_AS_WATER_M || farM <= nearM) {
            return;
        }
        Color water = light.on(new Color(122, 112, 92), 30);
        double opacity = Math.min(0.92, 0.45 + 1.4 * depthM);
        double half = StreetPainter.ROAD_HALF_M + (depthM > 0.15 ? 4.5 : 0.3);
        canvas.quad(Canvas.faded(water, opacity), -half, half, nearM, farM, depthM);
    }

    /** Light on the ripples. */
    void ripples(double depthM) {
        if (depthM < SHOWN_AS_WATER_M) {
            return;
        }
        Graphics2D g = canvas.graphics();
        g.setStroke(new BasicStroke(0.9f));
        for (int i = 0; i < 260; i++) {
            double away = 11 * StrictMath.pow(8, dice.uniform(1, i));
            double beside = (dice.uniform(2, i) - 0.5) * 2 * StreetPainter.ROAD_HALF_M;
            double length = (0.4 + 1.2 * dice.uniform(3, i)) * Canvas.scale(away);
            double x = Canvas.x(beside, away);
            double y = Canvas.y(depthM, away);
            g.setColor(Canvas.faded(light.skyBelow(), 0.16 + 0.3 * dice.uniform(4, i)));
            g.draw(new Line2D.Double(x - length / 2, y, x + length / 2, y));
        }
    }

    void rain() {
        if (light.rain() <= 0.01) {
            return;
        }
        Graphics2D g = canvas.graphics();
        int streaks = (int) (80 + 900 * light.rain());
        for (int i = 0; i < streaks; i++) {
            double x = dice.uniform(5, i) * (Canvas.WIDTH + 60) - 30;
            double y = dice.uniform(6, i) * Canvas.HEIGHT;
            double length = 7 + 20 * dice.uniform(7, i);
            g.setColor(Canvas.faded(new Color(222, 228, 234), 0.14 + 0.24 * dice.uniform(8, i)));
            g.setStroke(new BasicStroke((float) (0.5 + 0.7 * dice.uniform(9, i))));
            g.draw(new Line2D.Double(x, y, x - 0.22 * length, y + length));
        }
        for (int i = 0; i < streaks / 4; i++) {
            double away = 11 * StrictMath.pow(6, dice.uniform(10, i));
            double x = Canvas.x((dice.uniform(11, i) - 0.5) * 2 * StreetPainter.ROAD_HALF_M, away);
            double size = 0.25 * Canvas.scale(away);
            g.setColor(Canvas.faded(new Color(230, 234, 238), 0.3));
            g.draw(new Ellipse2D.Double(x - size / 2, Canvas.y(0, away) - size / 6, size, size / 3));
        }
    }
}
