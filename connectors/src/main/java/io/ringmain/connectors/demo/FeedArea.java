package io.ringmain.connectors.demo;

/**
 * Raw water comes as it likes into the buffer tank TK-101; the pumps P-101A/B lift it into the feed tank TK-102, from
 * where P-102 feeds the reactor through the preheater E-201 and the surplus goes to the site's water network.
 *
 * <p>P-101A/B run only when somebody outside tells them to. Without that TK-101 ends at its overflow weir, and TK-102
 * is kept above its low limit by the make-up valve XV-102: unpleasant, but safe.
 */
final class FeedArea {
    private static final double M3H = 1 / 3600.0;
    private static final double TK101_M3 = 3;
    private static final double TK102_M3 = 6;
    private static final double LIFT_M = 8;
    private static final double PIPE = 0.00089;
    private static final double E201_M3 = 0.04;
    /** Heating of the preheater at full steam: kelvin times m3/s. */
    private static final double E201_DUTY = 0.22;

    final Pump p101a;
    final Pump p101b;
    final Pump p102;
    final Transmitter li101;
    final Transmitter li102;
    final Transmitter fi101;
    final Transmitter ti101;
    final Transmitter fi102;
    final Transmitter ai101;
    final PidLoop lic102;
    final PidLoop fic201;
    final PidLoop tic202;
    final Valve lv102 = new Valve("LV102", "Surplus to water network", Valve.Characteristic.LINEAR, 8, 15);
    final Valve xv102 = new Valve("XV102", "Make-up water", Valve.Characteristic.LINEAR, 4, 0);
    final Valve fv201 = new Valve("FV201", "Reactor feed", Valve.Characteristic.LINEAR, 4, 40);
    final Valve tv202 = new Valve("TV202", "Preheater steam", Valve.Characteristic.LINEAR, 5, 40);

    private final Noise noise;
    private double level101 = 45;
    private double level102 = 60;
    private double preheated = 45;
    private double rawFlow = 30;
    private double overflow;
    private double feedFlow = 12;
    private double networkFlow;
    private double makeUpFlow;
    private double wander;
    private double time;

    /** Disturbances: additional inflow in m3/h and kelvin of raw water. */
    double surge;

    double rawTemperatureOffset;
    private double surgeNow;
    private double offsetNow;

    FeedArea(Noise noise) {
        this.noise = noise;
        p101a = new Pump("P101A", "Transfer pump A", 22, 0.003, 60, 14, noise);
        p101b = new Pump("P101B", "Transfer pump B", 22, 0.003, 60, 14, noise);
        p102 = new Pump("P102", "Reactor feed pump", 30, 0.02, 12, 6, noise);
        li101 = new Transmitter("%", 0, 100, 0.5, 0.06, noise);
        li102 = new Transmitter("%", 0, 100, 0.5, 0.06, noise);
        fi101 = new Transmitter("m³/h", 0, 150, 0.4, 0.25, noise);
        ti101 = new Transmitter("°C", 0, 60, 3, 0.03, noise);
        fi102 = new Transmitter("m³/h", 0, 120, 0.4, 0.2, noise);
        ai101 = new Transmitter("pH", 0, 14, 4, 0.01, noise);
        Transmitter fi201 = new Transmitter("m³/h", 0, 25, 0.3, 0.03, noise);
        Transmitter ti202 = new Transmitter("°C", 0, 100, 2, 0.04, noise);
        lic102 = new PidLoop("LIC102", "Feed tank level", li102, PidLoop.Action.DIRECT, PidLoop.AUTO, 2.5, 120, 60, 15);
        fic201 =
                new PidLoop("FIC201", "Reactor feed flow", fi201, PidLoop.Action.REVERSE, PidLoop.AUTO, 0.5, 4, 12, 40);
        tic202 = new PidLoop("TIC202", "Feed temperature", ti202, PidLoop.Action.REVERSE, PidLoop.AUTO, 2, 20, 45, 50);
        p102.start(true);
    }

    void step(double dt, double steamFactor, boolean feedReleased) {
        time += dt;
        wander += -0.05 * wander * dt + 0.3 * noise.normal() * StrictMath.sqrt(dt);
        surgeNow += (surge - surgeNow) * dt / 4;
        offsetNow += (rawTemperatureOffset - offsetNow) * dt / 5;
        rawFlow = Math.max(0, 30 + 3 * StrictMath.sin(time * 0.065) + wander + surgeNow);
        double rawTemperature = 18 + StrictMath.sin(time * 0.01) + offsetNow;

        double pumped = stepTransferPumps(dt);
        overflow = level101 > 97 ? 40 * (level101 - 97) : 0;
        level101 = limit(level101 + (rawFlow - pumped - overflow) * M3H * dt / TK101_M3 * 100);

        makeUpFlow = 18 * xv102.opening();
        networkFlow = 130 * lv102.opening() * StrictMath.sqrt(Math.max(0, level102) / 60);
        stepFeedLine(dt, feedReleased);
        level102 = limit(level102 + (pumped + makeUpFlow - networkFlow - feedFlow) * M3H * dt / TK102_M3 * 100);

        double duty = E201_DUTY * tv202.opening() * steamFactor;
        double through = (feedFlow + 0.5) * M3H;
        preheated += (through * (rawTemperature - preheated) + duty) / E201_M3 * dt;
        preheated = Math.min(preheated, 140);

        measure(dt, rawTemperature, pumped);
        control(dt);
    }

    private double stepTransferPumps(double dt) {
        boolean isWet = level101 > (p101a.isRunning() || p101b.isRunning() ? 6 : 15);
        p101a.permit(isWet);
        p101b.permit(isWet);
        // the head at which what the pumps give is what the common pipe takes
        double low = 0;
        double high = 25;
        for (int i = 0; i < 24; i++) {
            double head = (low + high) / 2;
            double total = p101a.flowAgainst(head) + p101b.flowAgainst(head);
            if (LIFT_M + PIPE * total * total > head) {
                low = head;
            } else {
                high = head;
            }
        }
        p101a.flow(p101a.flowAgainst(low));
        p101b.flow(p101b.flowAgainst(low));
        p101a.step(dt);
        p101b.step(dt);
        return p101a.flow() + p101b.flow();
    }

    private void stepFeedLine(double dt, boolean feedReleased) {
        p102.permit(feedReleased && level102 > 8);
        double opening = fv201.opening();
        // pump curve against 12 m of lift and back pressure, and the valve's resistance
        double resistance = opening > 0 ? 0.008 / (opening * opening) : 1e9;
        double surplus = p102.head() + 0.02 * p102.flow() * p102.flow() - 12;
        double target = surplus > 0 ? StrictMath.sqrt(surplus / (0.02 + resistance)) : 0;
        feedFlow += (target - feedFlow) * dt / 0.5;
        if (feedFlow < 0.01) {
            feedFlow = 0;
        }
        p102.flow(feedFlow);
        p102.step(dt);
    }

    private void measure(double dt, double rawTemperature, double pumped) {
        li101.step(level101, dt);
        li102.step(level102, dt);
        fi101.step(rawFlow, dt);
        ti101.step(rawTemperature, dt);
        fi102.step(pumped, dt);
        ai101.step(7.2 + 0.2 * StrictMath.sin(time * 0.013) - 0.008 * surgeNow, dt);
        fic201.measurement().step(feedFlow, dt);
        tic202.measurement().step(preheated, dt);
    }

    private void control(double dt) {
        lic102.step(dt);
        fic201.step(dt);
        tic202.step(dt);
        lv102.command(lic102.output());
        fv201.command(fic201.output());
        // no flow, no steam
        tv202.command(feedFlow < 2 ? 0 : tic202.output());
        if (level102 < 20) {
            xv102.command(100);
        } else if (level102 > 28) {
            xv102.command(0);
        }
        lv102.step(dt);
        xv102.step(dt);
        fv201.step(dt);
        tv202.step(dt);
    }

    private static double limit(double percent) {
        return Math.max(0, Math.min(100, percent));
    }

    double feedFlow() {
        return feedFlow;
    }

    double feedTemperature() {
        return preheated;
    }

    /** Steam taken, as a share of the boiler's rated output. */
    double steamDemand() {
        return 0.35 * tv202.opening();
    }

    /** Water held in both tanks, m3; for balances. */
    double holdUpM3() {
        return level101 / 100 * TK101_M3 + level102 / 100 * TK102_M3;
    }

    /** What flows in minus what flows out across the area's border, m3/h; for balances. */
    double netInflow() {
        return rawFlow + makeUpFlow - overflow - networkFlow - feedFlow;
    }

    double level101() {
        return level101;
    }

    double level102() {
        return level102;
    }

    /** Puts the buffer tank to the level at which a demo begins and hands its pumps over. */
    void begin(double percent) {
        level101 = percent;
        p101a.start(false);
        p101b.start(false);
    }

    void declare(Catalogue catalogue) {
        catalogue.area("Feed");
        catalogue.measured("RawWater.Flow", "Raw water flow into TK-101", fi101);
        catalogue.measured("RawWater.Temperature", "Raw water temperature", ti101);
        catalogue.measured("RawWater.PH", "Raw water acidity", ai101).polledEvery(1000);
        catalogue.measured("TK101.Level", "Level of buffer tank TK-101", li101).deadband(0.05);
        catalogue
                .number("TK101.Volume", "Volume in buffer tank TK-101", () -> level101 / 100 * TK101_M3)
                .range("m³", 0, TK101_M3)
                .deadband(0.005);
        catalogue
                .number("TK101.OverflowFlow", "Flow over the weir of TK-101", () -> overflow)
                .range("m³/h", 0, 120)
                .deadband(0.1);
        catalogue.flag("TK101.Overflow", "TK-101 runs over its weir", () -> overflow > 0.5);
        catalogue.measured("Transfer.Flow", "Flow from TK-101 to TK-102", fi102);
        p101a.declare(catalogue, true);
        p101b.declare(catalogue, true);
        catalogue.measured("TK102.Level", "Level of feed tank TK-102", li102).deadband(0.05);
        catalogue
                .number("TK102.NetworkFlow", "Surplus to the site's water network", () -> networkFlow)
                .range("m³/h", 0, 150)
                .deadband(0.1);
        lic102.declare(catalogue);
        lv102.declare(catalogue);
        xv102.declare(catalogue);
        p102.declare(catalogue, false);
        fic201.declare(catalogue);
        fv201.declare(catalogue);
        tic202.declare(catalogue);
        tv202.declare(catalogue);
    }
}
