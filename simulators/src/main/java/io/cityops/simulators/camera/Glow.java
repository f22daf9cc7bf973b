package io.cityops.simulators.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;

/** Light that fades around its source. */
final class Glow {
    private Glow() {}

    static void paint(Graphics2D g, Color color, double x, double y, double radius, double strength) {
        if (radius < 0.5) {
            return;
        }
        Paint before = g.getPaint();
        g.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0, 0.25f, 1}, new Color[] {
                    Canvas.faded(color, strength), Canvas.faded(color, 0.45 * strength), Canvas.faded(color, 0)
                }));
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        g.setPaint(before);
    }
}
