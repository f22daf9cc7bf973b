package io.cityops.simulators.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** A picture seen by a camera on a pole: metres of the street become pixels. */
final class Canvas {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    private static final double FOCAL_PX = 430;
    private static final double CAMERA_HEIGHT_M = 7;
    private static final double HORIZON_Y = 122;
    private static final double MIDDLE_X = 330;

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D graphics = image.createGraphics();

    Canvas() {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    BufferedImage image() {
        return image;
    }

    Graphics2D graphics() {
        return graphics;
    }

    double horizonY() {
        return HORIZON_Y;
    }

    /** Pixels a metre, so far away. */
    static double scale(double awayM) {
        return FOCAL_PX / awayM;
    }

    static double x(double besideM, double awayM) {
        return MIDDLE_X + besideM * scale(awayM);
    }

    static double y(double aboveM, double awayM) {
        return HORIZON_Y + (CAMERA_HEIGHT_M - aboveM) * scale(awayM);
    }

    /** A piece of ground between two distances. */
    void ground(Color color, double leftM, double rightM, double nearM, double farM) {
        quad(color, leftM, rightM, nearM, farM, 0);
    }

    void quad(Color color, double leftM, double rightM, double nearM, double farM, double aboveM) {
        Path2D path = new Path2D.Double();
        path.moveTo(x(leftM, nearM), y(aboveM, nearM));
        path.lineTo(x(rightM, nearM), y(aboveM, nearM));
        path.lineTo(x(rightM, farM), y(aboveM, farM));
        path.lineTo(x(leftM, farM), y(aboveM, farM));
        path.closePath();
        graphics.setColor(color);
        graphics.fill(path);
    }

    /** A piece of wall along the street. */
    void wall(Color color, double besideM, double nearM, double farM, double bottomM, double topM) {
        Path2D path = new Path2D.Double();
        path.moveTo(x(besideM, nearM), y(bottomM, nearM));
        path.lineTo(x(besideM, farM), y(bottomM, farM));
        path.lineTo(x(besideM, farM), y(topM, farM));
        path.lineTo(x(besideM, nearM), y(topM, nearM));
        path.closePath();
        graphics.setColor(color);
        graphics.fill(path);
    }

    void polygon(Color color, double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        graphics.setColor(color);
        graphics.fill(path);
    }

    static Color mixed(Color one, Color other, double shareOfOther) {
        double share = Math.clamp(shareOfOther, 0, 1);
        return new Color(
                (int) Math.round(one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) Math.round(one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) Math.round(one.getBlue() + (other.getBlue() - one.getBlue()) * share));
    }

    static Color faded(Color color, double opacity) {
        return new Color(
                color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * Math.clamp(opacity, 0, 1)));
    }
}
