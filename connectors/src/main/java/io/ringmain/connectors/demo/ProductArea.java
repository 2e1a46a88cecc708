package io.ringmain.connectors.demo;

/** Product is cooled in E-301, collected in TK-301 and pumped by P-301 to a customer whose demand changes. */
final class ProductArea {
    private static final double M3H = 1 / 3600.0;
    private static final double TK301_M3 = 1.2;
    private static final double LOT_M3 = 0.6;

    final Pump p301;
    final Transmitter ti301;
    final Transmitter ai301;
    final PidLoop lic301;
    final PidLoop fic301;
    final Valve fv301 = new Valve("FV301", "Product to customer", Valve.Characteristic.LINEAR, 4, 40);

    private double level = 50;
    private double temperature = 35;
    private double flow = 12;
    private double lotM3;
    private double totalM3;
    private long lot;

    /** Disturbance: what the customer takes at most, as a share of the valve's flow. */
    double demand = 1;

    ProductArea(Noise noise) {
        p301 = new Pump("P301", "Product pump", 28, 0.012, 14, 8, noise);
        ti301 = new Transmitter("°C", 0, 100, 2, 0.04, noise);
        ai301 = new Transmitter("%", 0, 100, 3, 0.05, noise);
        Transmitter li301 = new Transmitter("%", 0, 100, 0.5, 0.07, noise);
        Transmitter fi301 = new Transmitter("m³/h", 0, 30, 0.3, 0.04, noise);
        lic301 = new PidLoop(
                "LIC301", "Product tank level", li301, PidLoop.Action.DIRECT, PidLoop.AUTO, 1.5, 90, 50, 40);
        fic301 = new PidLoop("FIC301", "Product flow", fi301, PidLoop.Action.REVERSE, PidLoop.CASCADE, 0.5, 4, 12, 40);
        lot = 1000 + noise.below(8000);
        p301.start(true);
    }

    void step(double dt, double inFlow, double inTemperature, double coolingWater, double conversion) {
        double approach = coolingWater + (inTemperature - coolingWater) * 0.22;
        if (inFlow > 0.1) {
            temperature += (approach - temperature) * dt / 12;
        }
        p301.permit(level > 5);
        double opening = fv301.opening() * demand;
        double resistance = opening > 0 ? 0.006 / (opening * opening) : 1e9;
        double surplus = p301.head() + 0.012 * p301.flow() * p301.flow() - 10;
        double target = surplus > 0 ? StrictMath.sqrt(surplus / (0.012 + resistance)) : 0;
        flow += (target - flow) * dt / 0.5;
        if (flow < 0.01) {
            flow = 0;
        }
        p301.flow(flow);
        p301.step(dt);
        level = Math.max(0, Math.min(100, level + (inFlow - flow) * M3H * dt / TK301_M3 * 100));

        totalM3 += flow * M3H * dt;
        lotM3 += flow * M3H * dt;
        if (lotM3 >= LOT_M3) {
            lotM3 -= LOT_M3;
            lot++;
        }

        lic301.measurement().step(level, dt);
        fic301.measurement().step(flow, dt);
        ti301.step(temperature, dt);
        ai301.step(100 * conversion, dt);
        lic301.step(dt);
        fic301.remoteSetpoint(lic301.output() * 0.3);
        fic301.step(dt);
        fv301.command(fic301.output());
        fv301.step(dt);
    }

    double level() {
        return level;
    }

    double flow() {
        return flow;
    }

    double holdUpM3() {
        return level / 100 * TK301_M3;
    }

    void declare(Catalogue catalogue) {
        catalogue.area("Product");
        catalogue.measured("E301.OutletTemperature", "Product temperature after cooler E-301", ti301);
        catalogue.measured("TK301.Level", "Level of product tank TK-301", lic301.measurement());
        catalogue.measured("TK301.Purity", "Purity by the analyser", ai301).polledEvery(1000);
        lic301.declare(catalogue);
        fic301.declare(catalogue);
        fv301.declare(catalogue);
        p301.declare(catalogue, false);
        catalogue.text("Lot.Id", "Lot being loaded", () -> "LOT-" + lot);
        catalogue
                .whole("Lot.Number", "Number of the lot being loaded", Encoding.INT64, () -> lot)
                .every(500);
        catalogue
                .number("Lot.Volume", "Loaded of the present lot", () -> lotM3)
                .range("m³", 0, LOT_M3)
                .deadband(0.002);
        catalogue
                .number("Total.Volume", "Loaded since the start", () -> totalM3)
                .range("m³", 0, 1e6)
                .deadband(0.01)
                .polledEvery(1000);
    }
}
