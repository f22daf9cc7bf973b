package io.cityops.simulators.camera;

import java.awt.Color;
import java.awt.Graphics2D;

/** Letters of five by seven dots, as cameras lay over their pictures; no font of the machine is needed. */
final class PixelText {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:.+/% ";

    /** Seven rows of five bits a letter. */
    private static final String[] ROWS = {
        "0E11131519110E", "040C040404040E", "0E11010204081F", "1F02040201110E", "02060A121F0202", "1F101E0101110E",
        "0608101E11110E", "1F010204080808", "0E11110E11110E", "0E11110F01020C", "0E11111F111111", "1E11111E11111E",
        "0E11101010110E", "1C12111111121C", "1F10101E10101F", "1F10101E101010", "0E11101711110F", "1111111F111111",
        "0E04040404040E", "0702020202120C", "11121418141211", "1010101010101F", "111B1515111111", "11111915131111",
        "0E11111111110E", "1E11111E101010", "0E11111115120D", "1E11111E141211", "0F10100E01011E", "1F040404040404",
        "1111111111110E", "11111111110A04", "1111111515150A", "11110A040A1111", "1111110A040404", "1F01020408101F",
        "0000001F000000", "000C0C000C0C00", "00000000000C0C", "0004041F040400", "00010204081000", "18190204081303",
        "00000000000000"
    };

    private PixelText() {}

    /** In capitals; a letter that is not among the known ones is left blank. */
    static void paint(Graphics2D g, String text, int x, int y, int dot) {
        dots(g, text, x + 1, y + 1, dot, Color.BLACK);
        dots(g, text, x, y, dot, Color.WHITE);
    }

    static int width(String text, int dot) {
        return text.length() * 6 * dot;
    }

    private static void dots(Graphics2D g, String text, int x, int y, int dot, Color color) {
        g.setColor(color);
        for (int i = 0; i < text.length(); i++) {
            int letter = LETTERS.indexOf(Character.toUpperCase(text.charAt(i)));
            for (int row = 0; letter >= 0 && row < 7; row++) {
                int bits = Integer.parseInt(ROWS[letter].substring(2 * row, 2 * row + 2), 16);
                for (int column = 0; column < 5; column++) {
                    if (((bits >> (4 - column)) & 1) == 1) {
                        g.fillRect(x + (6 * i + column) * dot, y + row * dot, dot, dot);
                    }
                }
            }
        }
    }
}
