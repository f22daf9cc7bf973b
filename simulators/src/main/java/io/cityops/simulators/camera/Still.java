package io.cityops.simulators.camera;

import io.cityops.simulators.camera.Scene.Vehicle;
import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.StreetView;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A camera's picture: the same bytes for the same camera, street and moment. */
public final class Still {
    /** The contract's limit. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final float QUALITY = 0.72f;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private Still() {}

    /** @param stampMillis what the camera's clock says */
    public static byte[] jpeg(String cameraId, StreetView street, long atMillis, long stampMillis) {
        Scene scene = Scene.of(Dice.keyOf(cameraId), street, atMillis);
        return encoded(picture(scene, cameraId, atMillis, stampMillis));
    }

    static BufferedImage picture(Scene scene, String cameraId, long atMillis, long stampMillis) {
        Canvas canvas = new Canvas();
        Light light = Light.of(scene.street());
        new StreetPainter(canvas, light, scene.key()).paint();
        WeatherPainter weather = new WeatherPainter(canvas, light, new Dice(scene.key()).of("weather " + atMillis));
        double depth = scene.street().floodDepthM();
        VehiclePainter painter = new VehiclePainter(canvas, light);
        double far = 260;
        for (Vehicle vehicle : scene.vehicles()) {
            double wheels = vehicle.awayM() - 0.6;
            weather.flood(depth, vehicle.awayM(), far);
            painter.paint(vehicle);
            weather.flood(depth, wheels, vehicle.awayM());
            far = wheels;
        }
        weather.flood(depth, 8, far);
        weather.ripples(depth);
        weather.rain();
        overlay(canvas.graphics(), cameraId, stampMillis);
        canvas.graphics().dispose();
        return canvas.image();
    }

    private static void overlay(Graphics2D g, String cameraId, long stampMillis) {
        String time = TIME.format(Instant.ofEpochMilli(stampMillis));
        g.setColor(new Color(0, 0, 0, 90));
        g.fillRect(8, 8, PixelText.width(time, 2) + 8, 22);
        PixelText.paint(g, time, 12, 12, 2);
        int width = PixelText.width(cameraId, 2);
        g.setColor(new Color(0, 0, 0, 90));
        g.fillRect(Canvas.WIDTH - width - 16, Canvas.HEIGHT - 30, width + 8, 22);
        PixelText.paint(g, cameraId, Canvas.WIDTH - width - 12, Canvas.HEIGHT - 26, 2);
    }

    private static byte[] encoded(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
