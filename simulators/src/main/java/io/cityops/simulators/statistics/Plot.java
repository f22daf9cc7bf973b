package io.cityops.simulators.statistics;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A plain plot of series over time, as a picture. */
final class Plot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 44;
    private static final int BOTTOM = 44;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final Color[] COLOURS = {new Color(0x1f5fa8), new Color(0xc4571b), new Color(0x3f7d4c)};

    private record Curve(Series series, boolean bars) {}

    private record Level(double value, String name) {}

    private final String title;
    private final List<Curve> curves = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private double least = Double.NaN;
    private double most = Double.NaN;

    Plot(String title) {
        this.title = title;
    }

    Plot line(Series series) {
        curves.add(new Curve(series, false));
        return this;
    }

    Plot bars(Series series) {
        curves.add(new Curve(series, true));
        return this;
    }

    /** A level across the whole plot, such as a limit. */
    Plot level(double value, String name) {
        levels.add(new Level(value, name));
        return this;
    }

    Plot between(double from, double to) {
        least = from;
        most = to;
        return this;
    }

    void write(Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        drawDays(g);
        drawScale(g);
        for (int i = 0; i < curves.size(); i++) {
            g.setColor(COLOURS[i % COLOURS.length]);
            drawCurve(g, curves.get(i));
            g.drawString(curves.get(i).series.name(), WIDTH - 330 + 170 * (i % 2), TOP - 8 - 16 * (1 - i / 2));
        }
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        g.drawString(title, LEFT, 24);
        g.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private Series first() {
        return curves.getFirst().series;
    }

    private void drawDays(Graphics2D g) {
        Duration whole = first().step().multipliedBy(first().values().length);
        ZonedDateTime day = first().start().atZone(ZONE);
        long days = Math.max(1, whole.toDays());
        long every = days > 16 ? 3 : 1;
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (long d = 0; d <= days; d++) {
            int x = LEFT + (int) ((WIDTH - LEFT - RIGHT) * d / days);
            g.setColor(new Color(0xe6e6e6));
            g.drawLine(x, TOP, x, HEIGHT - BOTTOM);
            if (d % every == 0 && x < WIDTH - 90) {
                g.setColor(Color.DARK_GRAY);
                g.drawString(DAY.format(day.plusDays(d)), x + 4, HEIGHT - BOTTOM + 18);
            }
        }
    }

    private void drawScale(Graphics2D g) {
        double step = niceStep((to() - from()) / 6);
        for (double value = Math.ceil(from() / step) * step; value <= to() + 1e-9; value += step) {
            int y = y(value);
            g.setColor(new Color(0xe6e6e6));
            g.drawLine(LEFT, y, WIDTH - RIGHT, y);
            g.setColor(Color.DARK_GRAY);
            g.drawString(label(value, step), 12, y + 4);
        }
        for (Level level : levels) {
            g.setColor(new Color(0x9a1f2e));
            g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
            g.drawLine(LEFT, y(level.value), WIDTH - RIGHT, y(level.value));
            g.setStroke(new BasicStroke(1));
            g.drawString(level.name, LEFT + 6, y(level.value) - 4);
        }
    }

    private void drawCurve(Graphics2D g, Curve curve) {
        double[] values = curve.series.values();
        double wide = (WIDTH - LEFT - RIGHT) / (double) values.length;
        if (curve.bars) {
            for (int i = 0; i < values.length; i++) {
                int top = y(values[i]);
                g.fillRect((int) (LEFT + i * wide + 1), top, (int) Math.max(1, wide - 2), Math.max(0, y(from()) - top));
            }
            return;
        }
        Path2D path = new Path2D.Double();
        boolean open = false;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                open = false;
            } else if (open) {
                path.lineTo(LEFT + (i + 0.5) * wide, y(values[i]));
            } else {
                path.moveTo(LEFT + (i + 0.5) * wide, y(values[i]));
                open = true;
            }
        }
        g.setStroke(new BasicStroke(1.6f));
        g.draw(path);
        g.setStroke(new BasicStroke(1));
    }

    private double from() {
        return Double.isNaN(least) ? 0 : least;
    }

    private double to() {
        return Double.isNaN(most)
                ? 1.05
                        * curves.stream()
                                .mapToDouble(curve -> curve.series.max())
                                .max()
                                .orElse(1)
                : most;
    }

    private int y(double value) {
        double share = (value - from()) / (to() - from());
        return (int) Math.round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
    }

    private static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double share = rough / power;
        return power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
    }

    private static String label(double value, double step) {
        return step >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
