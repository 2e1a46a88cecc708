package io.ringmain.perf.load;

import io.ringmain.perf.Suite;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * What an update costs in the whole pipeline, from few tags to many and from no limit alarm a tag to eight, beside a bare
 * versioned 64-byte write: windows of all sizes in turn, one thread for everything (INVOKER), journal on disk, tags in random
 * order.
 */
public final class ScaleSuite implements Suite {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int MOST = 10_000_000;
    private static final int LIMITS = 4;
    private static final int[] ALL_LIMITS = {0, 1, 2, LIMITS, 8};
    private static final int WARM_UPS = 3;
    private static final int WINDOWS = 9;
    private static final int WINDOWS_LONG = 21;

    private static final double TARGET_FEW = 1.5;
    private static final double TARGET_MANY = 2;
    private static final double TARGET_GROWTH = 1.8;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String describe() {
        return "cost of an update in the whole pipeline, 1,000 tags and up, 0 to 8 limits a tag, beside a bare write";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public List<String> jvmFlags() {
        return List.of("-Xmx12g", "-Xms5g", "-Xmn3g", "-XX:MaxDirectMemorySize=8g");
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 300 : 40;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("scale.growth");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<ScaleLane> lanes = new ArrayList<>();
        List<BareLane> bares = new ArrayList<>();
        for (int tags = FEW; tags <= (isLong ? MOST : MANY); tags *= 10) {
            for (int limits : limits(tags, isLong)) {
                lanes.add(new ScaleLane(tags, limits));
            }
            bares.add(new BareLane(tags));
        }
        for (int window = -WARM_UPS; window < (isLong ? WINDOWS_LONG : WINDOWS); window++) {
            boolean isCounted = window >= 0;
            lanes.forEach(lane -> lane.window(isCounted));
            bares.forEach(bare -> bare.window(isCounted));
        }
        return figures(lanes, bares);
    }

    /** All of them where they can be had for little time and memory. */
    private static int[] limits(int tags, boolean isLong) {
        if (tags == FEW || isLong && tags < MANY) {
            return ALL_LIMITS;
        }
        if (tags == MANY) {
            return isLong ? new int[] {0, 1, LIMITS} : new int[] {0, LIMITS};
        }
        return tags == MOST ? new int[] {0} : new int[] {LIMITS};
    }

    private static List<Figure> figures(List<ScaleLane> lanes, List<BareLane> bares) {
        List<Figure> figures = new ArrayList<>();
        for (ScaleLane lane : lanes) {
            figures.add(Figure.ofRuns("scale.cost." + lane.tags + "." + lane.limits, "ns/update", lane.costs()));
        }
        for (BareLane bare : bares) {
            figures.add(Figure.ofRuns("scale.bare." + bare.tags, "ns/write", bare.costs()));
        }
        figures.add(limitsRatio(figures, FEW).atMost(TARGET_FEW));
        figures.add(limitsRatio(figures, MANY).atMost(TARGET_MANY));
        figures.add(growth(figures));
        return figures;
    }

    private static Figure limitsRatio(List<Figure> figures, int tags) {
        return Figure.ofRatios(
                "scale.limits.ratio." + tags,
                find(figures, "scale.cost." + tags + "." + LIMITS),
                find(figures, "scale.cost." + tags + ".0"));
    }

    private static Figure growth(List<Figure> figures) {
        List<Double> few = find(figures, "scale.cost." + FEW + "." + LIMITS).runs();
        List<Double> many = find(figures, "scale.cost." + MANY + "." + LIMITS).runs();
        List<Double> bareFew = find(figures, "scale.bare." + FEW).runs();
        List<Double> bareMany = find(figures, "scale.bare." + MANY).runs();
        List<Double> growth = new ArrayList<>();
        for (int i = 0; i < few.size(); i++) {
            growth.add((many.get(i) - few.get(i)) / (bareMany.get(i) - bareFew.get(i)));
        }
        return Figure.ofRuns("scale.growth", "of a bare write's", growth).atMost(TARGET_GROWTH);
    }

    private static Figure find(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
