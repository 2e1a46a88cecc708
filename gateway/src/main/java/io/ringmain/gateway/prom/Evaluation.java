package io.ringmain.gateway.prom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a query's parts together once the series that it names have been read. A result is a scalar, which is one value a
 * moment, or a vector, which is a list of series.
 *
 * <p>Thread: one.
 */
final class Evaluation {
    private static final String BOUND = "le";

    private final Grid grid;
    private final IdentityHashMap<Expr, List<SeriesData>> leaves;

    /** A scalar has values, a vector has series. */
    record Result(double[] scalar, List<SeriesData> series) {
        boolean isScalar() {
            return scalar != null;
        }
    }

    /** @param leaves what has been read of each selector and each function over a range */
    Evaluation(Grid grid, IdentityHashMap<Expr, List<SeriesData>> leaves) {
        this.grid = grid;
        this.leaves = leaves;
    }

    Result evaluate(Expr expr) {
        if (expr instanceof Expr.Scalar scalar) {
            double[] values = new double[grid.count()];
            Arrays.fill(values, scalar.value());
            return new Result(values, null);
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        if (expr instanceof Expr.Aggregation aggregation) {
            return aggregate(aggregation);
        }
        if (expr instanceof Expr.Binary binary) {
            return arithmetic(binary);
        }
        return new Result(null, leaves.get(expr));
    }

    private List<SeriesData> vector(Expr expr, String of) {
        Result result = evaluate(expr);
        if (result.isScalar()) {
            throw PromException.badData(of + " is of series, not of a number");
        }
        return result.series();
    }

    // ---- functions of values

    private Result call(Expr.Call call) {
        switch (call.function()) {
            case "time" -> {
                double[] values = new double[grid.count()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = grid.time(i) / 1e9;
                }
                return new Result(values, null);
            }
            case "vector" -> {
                Result scalar = evaluate(call.arguments().get(0));
                if (!scalar.isScalar()) {
                    throw PromException.badData("vector is of a number");
                }
                return new Result(null, List.of(new SeriesData(Map.of(), scalar.scalar())));
            }
            case "histogram_quantile" -> {
                Result quantile = evaluate(call.arguments().get(0));
                if (!quantile.isScalar()) {
                    throw PromException.badData("histogram_quantile is of a number and series");
                }
                return new Result(
                        null,
                        quantiles(quantile.scalar(), vector(call.arguments().get(1), call.function())));
            }
            default -> {
                List<SeriesData> made = new ArrayList<>();
                for (SeriesData series : vector(call.arguments().get(0), call.function())) {
                    double[] values = series.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        values[i] = of(call.function(), values[i]);
                    }
                    made.add(new SeriesData(without(series.labels(), SeriesData.NAME), values));
                }
                return new Result(null, made);
            }
        }
    }

    private static double of(String function, double value) {
        return switch (function) {
            case "abs" -> Math.abs(value);
            case "ceil" -> Math.ceil(value);
            default -> Math.floor(value);
        };
    }

    private static Map<String, String> without(Map<String, String> labels, String name) {
        Map<String, String> rest = new TreeMap<>(labels);
        rest.remove(name);
        return rest;
    }

    private List<SeriesData> quantiles(double[] quantile, List<SeriesData> buckets) {
        Map<Map<String, String>, TreeMap<Double, double[]>> histograms = new LinkedHashMap<>();
        for (SeriesData bucket : buckets) {
            String bound = bucket.labels().get(BOUND);
            if (bound != null) {
                Map<String, String> others = without(without(bucket.labels(), BOUND), SeriesData.NAME);
                double upTo = bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
                histograms.computeIfAbsent(others, o -> new TreeMap<>()).put(upTo, bucket.values());
            }
        }
        List<SeriesData> made = new ArrayList<>();
        histograms.forEach((labels, bounds) -> {
            double[] values = new double[grid.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = quantile(quantile[i], bounds, i);
            }
            made.add(new SeriesData(labels, values));
        });
        return made;
    }

    /** As Prometheus has it: a line within a bucket, the last finite bound for what lies above it. */
    private static double quantile(double quantile, TreeMap<Double, double[]> bounds, int at) {
        double all = bounds.lastEntry().getValue()[at];
        if (bounds.lastKey() != Double.POSITIVE_INFINITY || bounds.size() < 2 || !(all > 0)) {
            return Double.NaN;
        }
        double rank = quantile * all;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, double[]> bound : bounds.entrySet()) {
            double count = bound.getValue()[at];
            if (count >= rank) {
                if (bound.getKey() == Double.POSITIVE_INFINITY) {
                    return bounds.lowerKey(Double.POSITIVE_INFINITY);
                }
                return count == below
                        ? bound.getKey()
                        : lower + (bound.getKey() - lower) * (rank - below) / (count - below);
            }
            lower = bound.getKey();
            below = count;
        }
        return Double.NaN;
    }

    // ---- aggregations

    private Result aggregate(Expr.Aggregation aggregation) {
        Map<Map<String, String>, List<double[]>> groups = new LinkedHashMap<>();
        for (SeriesData series : vector(aggregation.of(), aggregation.operator())) {
            Map<String, String> labels = new TreeMap<>(series.labels());
            if (aggregation.isBy()) {
                labels.keySet().retainAll(aggregation.labels());
            } else {
                labels.keySet().removeAll(aggregation.labels());
                labels.remove(SeriesData.NAME);
            }
            groups.computeIfAbsent(labels, l -> new ArrayList<>()).add(series.values());
        }
        List<SeriesData> made = new ArrayList<>();
        groups.forEach((labels, members) -> {
            double[] values = new double[grid.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = aggregate(aggregation.operator(), members, i);
            }
            made.add(new SeriesData(labels, values));
        });
        return new Result(null, made);
    }

    private static double aggregate(String operator, List<double[]> members, int at) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (double[] member : members) {
            double value = member[at];
            if (!Double.isNaN(value)) {
                sum += value;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                count++;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        return switch (operator) {
            case "sum" -> sum;
            case "avg" -> sum / count;
            case "min" -> least;
            case "max" -> greatest;
            default -> count;
        };
    }

    // ---- arithmetic

    private Result arithmetic(Expr.Binary binary) {
        Result left = evaluate(binary.left());
        Result right = evaluate(binary.right());
        if (left.isScalar() && right.isScalar()) {
            return new Result(combined(binary.operator(), left.scalar(), right.scalar()), null);
        }
        List<SeriesData> made = new ArrayList<>();
        if (left.isScalar() || right.isScalar()) {
            for (SeriesData series : left.isScalar() ? right.series() : left.series()) {
                double[] values = left.isScalar()
                        ? combined(binary.operator(), left.scalar(), series.values())
                        : combined(binary.operator(), series.values(), right.scalar());
                made.add(new SeriesData(without(series.labels(), SeriesData.NAME), values));
            }
            return new Result(null, made);
        }
        Map<Map<String, String>, double[]> others = new LinkedHashMap<>();
        for (SeriesData series : right.series()) {
            if (others.put(without(series.labels(), SeriesData.NAME), series.values()) != null) {
                throw PromException.tooMuch("several series on the right have the same labels");
            }
        }
        for (SeriesData series : left.series()) {
            Map<String, String> labels = without(series.labels(), SeriesData.NAME);
            double[] other = others.get(labels);
            if (other != null) {
                made.add(new SeriesData(labels, combined(binary.operator(), series.values(), other)));
            }
        }
        return new Result(null, made);
    }

    private static double[] combined(char operator, double[] left, double[] right) {
        double[] values = new double[left.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (operator) {
                case '+' -> left[i] + right[i];
                case '-' -> left[i] - right[i];
                case '*' -> left[i] * right[i];
                case '/' -> left[i] / right[i];
                case '%' -> left[i] % right[i];
                default -> Math.pow(left[i], right[i]);
            };
        }
        return values;
    }
}
