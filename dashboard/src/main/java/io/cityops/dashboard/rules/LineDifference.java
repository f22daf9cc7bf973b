package io.cityops.dashboard.rules;

import java.util.ArrayList;
import java.util.List;

/** What one text has that another has not, line by line, by their longest common lines. */
final class LineDifference {
    /** A longer text is told as taken out and put in whole. */
    private static final int LONGEST = 2_000;

    private LineDifference() {}

    /** @param mark {@code ' '} in both, {@code '-'} only in the first, {@code '+'} only in the second */
    record Line(char mark, String text) {}

    static List<Line> between(String first, String second) {
        List<String> before = first.lines().toList();
        List<String> after = second.lines().toList();
        List<Line> lines = new ArrayList<>();
        if (before.size() > LONGEST || after.size() > LONGEST) {
            before.forEach(line -> lines.add(new Line('-', line)));
            after.forEach(line -> lines.add(new Line('+', line)));
            return lines;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
        return lines;
    }

    /** How many lines the rest of the first from i on and of the second from j on have in common, in order. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
