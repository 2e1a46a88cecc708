package io.ringmain.connectors.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The seeded schedule of disturbances. The first is always the stuck cooling valve, 12 to 13 s after the start, because
 * its high temperature comes whatever the rest of the plant does; afterwards every kind once in random order, then
 * again, with 60 to 100 s from start to start.
 *
 * <p>Thread: the one that steps the plant.
 */
final class Disturbances {
    private final Noise random;
    private final FeedArea feed;
    private final ReactorArea reactor;
    private final ProductArea product;
    private final UtilityArea utility;
    private final List<Disturbance> round = new ArrayList<>();

    private boolean isEnabled = true;
    private double time;
    private double nextStart;
    private double end;
    private Disturbance active;
    private Transmitter sensor;
    private Pump tripped;
    private long count;

    Disturbances(Noise random, FeedArea feed, ReactorArea reactor, ProductArea product, UtilityArea utility) {
        this.random = random;
        this.feed = feed;
        this.reactor = reactor;
        this.product = product;
        this.utility = utility;
        nextStart = random.between(12, 13);
    }

    void step(double dt) {
        time += dt;
        if (active != null && time >= end) {
            finish();
        }
        if (time >= nextStart) {
            Disturbance next = count == 0 ? Disturbance.COOLING_VALVE_STUCK : draw();
            nextStart = time + random.between(60, 100);
            if (isEnabled) {
                begin(next);
            }
        }
    }

    private Disturbance draw() {
        if (round.isEmpty()) {
            round.addAll(List.of(Disturbance.values()));
        }
        return round.remove(random.below(round.size()));
    }

    /** Begins one now; one that is going on ends first. */
    void begin(Disturbance what) {
        if (active != null) {
            finish();
        }
        active = what;
        end = time + what.durationS();
        count++;
        switch (what) {
            case COOLING_VALVE_STUCK -> reactor.tv201.forceTo(0);
            case INFLOW_SURGE -> feed.surge = random.between(45, 52);
            case RAW_WATER_WARM -> feed.rawTemperatureOffset = random.between(14, 18);
            case DEMAND_DROP -> product.demand = random.between(0.02, 0.06);
            case TRANSFER_PUMP_TRIP -> trip(feed.p101b.isRunning() ? feed.p101b : feed.p101a);
            case FEED_PUMP_TRIP -> trip(feed.p102);
            case FUEL_GAS_DIP -> utility.fuel = 0.2;
            case COOLING_TOWER_WARM -> utility.coolingWaterOffset = random.between(11, 14);
            case AIR_LEAK -> utility.airLeak = random.between(0.08, 0.1);
            case OUTLET_VALVE_STUCK -> reactor.lv201.forceTo(reactor.lv201.position() - 22);
            case SENSOR_BROKEN -> fault(Transmitter.Fault.BROKEN);
            case SENSOR_DRIFT -> fault(Transmitter.Fault.DRIFT);
            case SENSOR_FROZEN -> fault(Transmitter.Fault.FROZEN);
            case SENSOR_SPIKE -> fault(Transmitter.Fault.SPIKE);
        }
    }

    private void trip(Pump pump) {
        tripped = pump;
        pump.trip();
    }

    private void fault(Transmitter.Fault what) {
        List<Transmitter> candidates = List.of(
                feed.li102,
                feed.fi101,
                feed.ai101,
                reactor.ti203,
                reactor.ai201,
                reactor.ti204,
                product.ti301,
                product.ai301,
                utility.ti402,
                utility.pi403);
        sensor = candidates.get(random.below(candidates.size()));
        sensor.inject(what);
    }

    private void finish() {
        switch (active) {
            case COOLING_VALVE_STUCK -> reactor.tv201.release();
            case INFLOW_SURGE -> feed.surge = 0;
            case RAW_WATER_WARM -> feed.rawTemperatureOffset = 0;
            case DEMAND_DROP -> product.demand = 1;
            case TRANSFER_PUMP_TRIP, FEED_PUMP_TRIP -> tripped.reset();
            case FUEL_GAS_DIP -> utility.fuel = 1;
            case COOLING_TOWER_WARM -> utility.coolingWaterOffset = 0;
            case AIR_LEAK -> utility.airLeak = 0;
            case OUTLET_VALVE_STUCK -> reactor.lv201.release();
            case SENSOR_BROKEN, SENSOR_DRIFT, SENSOR_FROZEN, SENSOR_SPIKE -> sensor.repair();
        }
        active = null;
    }

    Disturbance active() {
        return active;
    }

    void declare(Catalogue catalogue) {
        catalogue
                .flag("Disturbance.Enabled", "Whether the schedule of disturbances runs", () -> isEnabled)
                .writtenBy(value -> isEnabled = (Boolean) value)
                .every(500);
        catalogue
                .whole(
                        "Disturbance.Active",
                        "Number of the present disturbance, 0 for none",
                        Encoding.UINT16,
                        () -> active == null ? 0 : active.ordinal() + 1)
                .range("", 0, Disturbance.values().length)
                .every(500);
        catalogue.text("Disturbance.Cause", "The present disturbance", () -> active == null ? "" : active.message());
        catalogue.count("Disturbance.Count", "Disturbances since the start", () -> count);
        catalogue
                .whole("Disturbance.Trigger", "Writing a number begins that disturbance", Encoding.INT32, () -> 0)
                .range("", 0, Disturbance.values().length)
                .every(1000)
                .writtenBy(value -> {
                    int number = (Integer) value;
                    if (number > 0) {
                        begin(Disturbance.values()[number - 1]);
                    }
                });
    }
}
