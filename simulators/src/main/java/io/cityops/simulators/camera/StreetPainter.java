package io.cityops.simulators.camera;

import io.cityops.simulators.city.Dice;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** The street without its traffic: sky, narrow houses with their signs, trees, wires, lamps and the road. */
final class StreetPainter {
    static final double ROAD_HALF_M = 9;

    private static final double HOUSES_AT_M = 13.5;
    private static final double NEAR_M = 9;
    private static final double FAR_M = 260;
    private static final Color[] WALLS = {
        new Color(226, 208, 172), new Color(190, 208, 196), new Color(232, 190, 150), new Color(206, 206, 214),
        new Color(238, 226, 200), new Color(172, 190, 212), new Color(214, 176, 166), new Color(222, 214, 160)
    };
    private static final Color[] SIGNS = {
        new Color(196, 40, 36),
        new Color(24, 92, 168),
        new Color(238, 176, 24),
        new Color(20, 124, 76),
        new Color(220, 96, 30),
        new Color(120, 40, 120)
    };

    private final Canvas canvas;
    private final Light light;
    private final Dice dice;
    private final long key;

    StreetPainter(Canvas canvas, Light light, long key) {
        this.canvas = canvas;
        this.light = light;
        this.key = key;
        this.dice = new Dice(key).of("street");
    }

    void paint() {
        sky();
        houses(-1);
        houses(1);
        ground();
        for (double away = 150; away >= 16; away -= 17) {
            tree(-1, away);
            tree(1, away + 8);
        }
        wires();
        lamps();
    }

    private void sky() {
        Graphics2D g = canvas.graphics();
        g.setPaint(new GradientPaint(0, 0, light.skyAbove(), 0, (float) canvas.horizonY() + 20, light.skyBelow()));
        g.fillRect(0, 0, Canvas.WIDTH, Canvas.HEIGHT);
    }

    /** Tube houses, three to six metres wide and two to seven floors high; from far to near. */
    private void houses(int side) {
        double away = FAR_M;
        for (int i = 0; away > NEAR_M; i++) {
            long own = i * 10L + (side > 0 ? 5 : 0);
            double width = dice.between(3.6, 7, key, own);
            int floors = 2 + dice.below(i % 5 == 0 ? 7 : 4, key, own + 1);
            house(side, Math.max(NEAR_M, away - width), away, floors, own);
            away -= width;
        }
    }

    private void house(int side, double near, double far, int floors, long own) {
        double beside = side * HOUSES_AT_M;
        double top = 0.6 + 3.3 * floors;
        Color wall = WALLS[dice.below(WALLS.length, key, own + 2)];
        // the side wall that looks towards the camera, then the front
        canvas.polygon(
                light.on(wall.darker(), near),
                Canvas.x(beside, near),
                Canvas.y(0, near),
                Canvas.x(beside + side * 14, near),
                Canvas.y(0, near),
                Canvas.x(beside + side * 14, near),
                Canvas.y(top, near),
                Canvas.x(beside, near),
                Canvas.y(top, near));
        canvas.wall(light.on(wall, near), beside, near, far, 0, top);
        double edge = 0.14 * (far - near);
        canvas.wall(light.on(wall.darker(), near), beside, far - 0.05 * (far - near), far, 0, top);
        for (int floor = 1; floor < floors; floor++) {
            double bottom = 1.3 + 3.3 * floor;
            boolean lit = dice.uniform(key + 7, own * 10 + floor) < 0.45;
            Color glass = lit && light.lampsLit()
                    ? Canvas.mixed(new Color(255, 214, 130), light.on(Color.GRAY, near), 0.15)
                    : light.on(new Color(74, 92, 108), near);
            double middle = (near + far) / 2;
            canvas.wall(glass, beside, near + edge, middle - edge / 2, bottom, bottom + 1.7);
            canvas.wall(glass, beside, middle + edge / 2, far - edge, bottom, bottom + 1.7);
            canvas.wall(light.on(new Color(120, 110, 100), near), beside, near, far, bottom - 0.6, bottom - 0.45);
        }
        Color sign = SIGNS[dice.below(SIGNS.length, key, own + 3)];
        Color shop = light.lampsLit() ? new Color(240, 214, 160) : light.on(new Color(66, 60, 58), near);
        canvas.wall(shop, beside, near + edge / 2, far - edge / 2, 0.1, 2.7);
        Color board = light.lampsLit() ? Canvas.mixed(sign, Color.WHITE, 0.1) : light.on(sign, near);
        canvas.wall(board, beside - side * 0.4, near + edge / 2, far - edge / 2, 2.9, 4.0);
        canvas.wall(light.on(Color.WHITE, near), beside - side * 0.42, near + 2 * edge, far - 2 * edge, 3.3, 3.6);
    }

    private void ground() {
        canvas.ground(light.on(new Color(168, 160, 150), 40), -HOUSES_AT_M, HOUSES_AT_M, 8, FAR_M);
        Color asphalt = Canvas.mixed(new Color(84, 84, 88), new Color(50, 54, 62), light.rain());
        for (double away = FAR_M; away > 8; away *= 0.82) {
            canvas.ground(light.on(asphalt, away), -ROAD_HALF_M, ROAD_HALF_M, Math.max(8, away * 0.81), away);
        }
        for (int side = -1; side <= 1; side += 2) {
            canvas.ground(
                    light.on(new Color(206, 202, 194), 30), side * ROAD_HALF_M, side * (ROAD_HALF_M + 0.35), 8, FAR_M);
            for (double away = 200; away > 9; away -= 8) {
                canvas.ground(light.on(new Color(232, 232, 226), away), side * 4.4, side * 4.58, away - 3, away);
            }
        }
        median();
    }

    private void median() {
        canvas.ground(light.on(new Color(226, 196, 60), 30), -0.28, -0.14, 8, FAR_M);
        canvas.ground(light.on(new Color(226, 196, 60), 30), 0.14, 0.28, 8, FAR_M);
    }

    private void tree(int side, double away) {
        double beside = side * (ROAD_HALF_M + 2.2);
        double scale = Canvas.scale(away);
        double foot = Canvas.y(0, away);
        double x = Canvas.x(beside, away);
        Graphics2D g = canvas.graphics();
        g.setColor(light.on(new Color(92, 74, 58), away));
        g.fill(new Rectangle2D.Double(x - 0.16 * scale, foot - 5 * scale, 0.32 * scale, 5 * scale));
        for (int i = 0; i < 5; i++) {
            long own = (long) (away * 10) + i * 1000 + (side > 0 ? 7 : 0);
            double leafX = x + (dice.uniform(key, own) - 0.5) * 3.4 * scale;
            double leafY = foot - (5 + 2.4 * dice.uniform(key, own + 1)) * scale;
            double size = (1.7 + dice.uniform(key, own + 2)) * scale;
            Color leaf = Canvas.mixed(new Color(44, 96, 48), new Color(96, 140, 62), dice.uniform(key, own + 3));
            g.setColor(light.on(leaf, away));
            g.fill(new Ellipse2D.Double(leafX - size / 2, leafY - size / 2, size, 0.8 * size));
        }
    }

    /** As over every street of the city: thick bundles from pole to pole. */
    private void wires() {
        Graphics2D g = canvas.graphics();
        double beside = ROAD_HALF_M + 1.1;
        Color dark = light.on(new Color(40, 40, 44), 30);
        for (double away = 156; away >= 20; away -= 34) {
            double x = Canvas.x(beside, away);
            double width = Math.max(1, 0.26 * Canvas.scale(away));
            g.setColor(light.on(new Color(136, 132, 126), away));
            g.fill(new Rectangle2D.Double(x - width / 2, Canvas.y(8.5, away), width, 8.5 * Canvas.scale(away)));
            for (int i = 0; i < 4; i++) {
                double height = 8.3 - 0.35 * i;
                double next = away - 34 < 20 ? 9 : away - 34;
                g.setColor(dark);
                g.setStroke(new BasicStroke((float) Math.max(0.5, 0.05 * Canvas.scale(away))));
                double middle = (away + next) / 2;
                double sag = height - 0.9;
                g.draw(new Line2D.Double(x, Canvas.y(height, away), Canvas.x(beside, middle), Canvas.y(sag, middle)));
                g.draw(new Line2D.Double(
                        Canvas.x(beside, middle),
                        Canvas.y(sag, middle),
                        Canvas.x(beside, next),
                        Canvas.y(height, next)));
            }
        }
    }

    private void lamps() {
        Graphics2D g = canvas.graphics();
        for (double away = 170; away >= 26; away -= 36) {
            double beside = -(ROAD_HALF_M + 1);
            double scale = Canvas.scale(away);
            double x = Canvas.x(beside, away);
            double headX = Canvas.x(beside + 2.2, away);
            double headY = Canvas.y(9.2, away);
            g.setColor(light.on(new Color(150, 152, 156), away));
            g.setStroke(new BasicStroke((float) Math.max(0.8, 0.18 * scale)));
            g.draw(new Line2D.Double(x, Canvas.y(0, away), x, Canvas.y(9, away)));
            g.draw(new Line2D.Double(x, Canvas.y(9, away), headX, headY));
            if (light.lampsLit()) {
                Glow.paint(g, new Color(255, 206, 120), headX, headY, 2.6 * scale, 0.9);
                Glow.paint(g, new Color(255, 206, 120), headX, Canvas.y(0, away), 5.5 * scale, 0.28);
            }
        }
    }
}
