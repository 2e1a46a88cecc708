package io.ringmain.connectors.demo;

import io.ringmain.core.tag.Quality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small continuous plant: water is lifted, preheated and fed to a jacketed reactor with an exothermic reaction, the
 * product is cooled, stored and pumped to a customer; a boiler, a cooling tower and compressed air serve it. Its time is
 * compressed: what takes an hour in a real plant takes a minute here.
 *
 * <p>The model moves only by {@link #step()}, in fixed steps, and all chance comes from the seed: the same seed and the
 * same writes at the same steps give the same values, bit for bit, on every JVM.
 *
 * <p>Thread: one at a time; {@link #variables()} and {@link #check} from any. Owns: the whole model. Allocates: per
 * value read.
 */
public final class DemoPlant {
    /** Length of a step in seconds of plant time. */
    public static final double STEP_S = 0.05;

    /** Steps before the start, in which the loops settle with both tanks in the middle. */
    private static final int SETTLING_STEPS = 16_000;

    private static final double START_LEVEL = 60;

    private final long seed;
    private final FeedArea feed;
    private final ReactorArea reactor;
    private final ProductArea product;
    private final UtilityArea utility;
    private final Disturbances disturbances;
    private final List<Point> points;
    private final List<PlantVariable> variables;
    private final Map<String, Integer> indexByName = new HashMap<>();
    private long steps;
    private String operatorMessage = "Welcome";

    public DemoPlant(long seed) {
        this.seed = seed;
        Noise noise = new Noise(seed);
        feed = new FeedArea(noise);
        reactor = new ReactorArea(noise);
        product = new ProductArea(noise);
        utility = new UtilityArea(noise);
        // a generator of its own: the schedule depends on the seed only, not on how long the plant settled
        disturbances = new Disturbances(new Noise(~seed), feed, reactor, product, utility);
        settle();
        Catalogue catalogue = new Catalogue();
        declare(catalogue.area("Plant"));
        feed.declare(catalogue);
        reactor.declare(catalogue);
        product.declare(catalogue);
        utility.declare(catalogue);
        points = catalogue.points();
        variables = points.stream().map(Point::variable).toList();
        for (int i = 0; i < variables.size(); i++) {
            if (indexByName.put(variables.get(i).name(), i) != null) {
                throw new IllegalStateException(variables.get(i).name() + " is declared twice");
            }
        }
    }

    private void settle() {
        for (int i = 0; i < SETTLING_STEPS; i++) {
            if (feed.level101() > 55) {
                feed.p101a.start(true);
            } else if (feed.level101() < 35) {
                feed.p101a.start(false);
            }
            stepProcess();
        }
        feed.begin(START_LEVEL);
        for (int i = 0; i < 60; i++) {
            stepProcess();
        }
    }

    /** Moves the plant by {@link #STEP_S}. */
    public void step() {
        steps++;
        disturbances.step(STEP_S);
        stepProcess();
    }

    /** Moves the plant by as many whole steps as fit into the time. */
    public void advance(double seconds) {
        long whole = Math.round(seconds / STEP_S);
        for (long i = 0; i < whole; i++) {
            step();
        }
    }

    private void stepProcess() {
        double dt = STEP_S;
        utility.step(dt, feed.steamDemand() + reactor.steamDemand(), reactor.coolingLoad());
        feed.step(dt, utility.steamFactor(), !reactor.isTripped());
        reactor.step(dt, feed.feedFlow(), feed.feedTemperature(), utility.coolingWater(), utility.steamFactor());
        product.step(dt, reactor.outFlow(), reactor.temperature(), utility.coolingWater(), reactor.conversion());
        utility.measurePower(
                feed.p101a.powerKw() + feed.p101b.powerKw() + feed.p102.powerKw() + product.p301.powerKw(), dt);
    }

    private void declare(Catalogue catalogue) {
        catalogue
                .whole("Heartbeat", "Counts seconds, 0 to 65535", Encoding.UINT16, () -> (steps / 20) & 0xFFFF)
                .every(500);
        catalogue
                .whole("UpTime", "Plant time since the start", Encoding.INT64, () -> (long) (steps * STEP_S))
                .range("s", 0, 1e12)
                .polledEvery(1000);
        catalogue.whole("Seed", "Seed of the model", Encoding.INT64, () -> seed).polledEvery(5000);
        catalogue
                .text("OperatorMessage", "Note of the operators to each other", () -> operatorMessage)
                .writtenBy(value -> operatorMessage = (String) value);
        disturbances.declare(catalogue);
    }

    /** The catalogue, in a fixed order. */
    public List<PlantVariable> variables() {
        return variables;
    }

    /** Place of a variable in the catalogue; throws {@link IllegalArgumentException} when there is none. */
    public int indexOf(String name) {
        Integer index = indexByName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("the demo plant has no variable " + name);
        }
        return index;
    }

    /** Present value, an instance of the {@link Encoding#javaType} of its variable. */
    public Object value(int index) {
        return points.get(index).value();
    }

    public Object value(String name) {
        return value(indexOf(name));
    }

    /** Present value of a numeric variable. */
    public double number(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /** OPC UA status code of the present value. */
    public int statusCode(int index) {
        return points.get(index).statusCode();
    }

    public int statusCode(String name) {
        return statusCode(indexOf(name));
    }

    /** OPC UA status code with which a write would be answered; changes nothing. */
    public int check(int index, Object value) {
        return points.get(index).check(value);
    }

    /** Writes a variable as an operator or a machine would; answers an OPC UA status code. */
    public int write(int index, Object value) {
        int status = check(index, value);
        if (status == Quality.GOOD) {
            points.get(index).write(value);
        }
        return status;
    }

    public int write(String name, Object value) {
        return write(indexOf(name), value);
    }

    /** Begins a disturbance now, besides the schedule. */
    public void disturb(Disturbance what) {
        disturbances.begin(what);
    }

    /** Steps since the start. */
    public long steps() {
        return steps;
    }

    FeedArea feed() {
        return feed;
    }

    ReactorArea reactor() {
        return reactor;
    }

    ProductArea product() {
        return product;
    }
}
