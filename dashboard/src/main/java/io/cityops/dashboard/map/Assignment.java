package io.cityops.dashboard.map;

import java.util.Arrays;

/**
 * Gives each row its own column at the least total cost: the Hungarian method with potentials, O(rows² · columns).
 * There must be at least as many columns as rows.
 */
final class Assignment {
    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;
    /** For each column the row that holds it; both count from 1, and 0 is none. */
    private final int[] rowOfColumn;

    private Assignment(double[][] cost) {
        this.cost = cost;
        rows = cost.length;
        columns = cost[0].length;
        rowPotential = new double[rows + 1];
        columnPotential = new double[columns + 1];
        rowOfColumn = new int[columns + 1];
    }

    /** The column of each row. */
    static int[] cheapest(double[][] cost) {
        Assignment assignment = new Assignment(cost);
        for (int row = 1; row <= assignment.rows; row++) {
            assignment.place(row);
        }
        int[] columnOfRow = new int[assignment.rows];
        for (int column = 1; column <= assignment.columns; column++) {
            if (assignment.rowOfColumn[column] != 0) {
                columnOfRow[assignment.rowOfColumn[column] - 1] = column - 1;
            }
        }
        return columnOfRow;
    }

    /** Finds the cheapest chain of re-assignments that frees a column for the row, and follows it. */
    private void place(int row) {
        double[] slack = new double[columns + 1];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        int[] cameFrom = new int[columns + 1];
        boolean[] visited = new boolean[columns + 1];
        rowOfColumn[0] = row;
        int column = 0;
        do {
            visited[column] = true;
            int holder = rowOfColumn[column];
            double least = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int j = 1; j <= columns; j++) {
                if (visited[j]) {
                    continue;
                }
                double reduced = cost[holder - 1][j - 1] - rowPotential[holder] - columnPotential[j];
                if (reduced < slack[j]) {
                    slack[j] = reduced;
                    cameFrom[j] = column;
                }
                if (slack[j] < least) {
                    least = slack[j];
                    next = j;
                }
            }
            shiftPotentials(visited, slack, least);
            column = next;
        } while (rowOfColumn[column] != 0);
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    private void shiftPotentials(boolean[] visited, double[] slack, double by) {
        for (int j = 0; j <= columns; j++) {
            if (visited[j]) {
                rowPotential[rowOfColumn[j]] += by;
                columnPotential[j] -= by;
            } else {
                slack[j] -= by;
            }
        }
    }
}
