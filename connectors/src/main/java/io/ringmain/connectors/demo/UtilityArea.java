package io.ringmain.connectors.demo;

/** Steam boiler, cooling tower with its pump and fan, instrument air, electric power. */
final class UtilityArea {
    final Pump p401;
    final Transmitter ti402;
    final Transmitter pi403;
    final Transmitter fi401;
    final Transmitter ji401;
    final Transmitter ti403;
    final PidLoop pic401;
    final PidLoop lic401;
    final PidLoop tic402;
    final Valve fcv401 = new Valve("FCV401", "Boiler fuel gas", Valve.Characteristic.LINEAR, 4, 45);
    final Valve lv401 = new Valve("LV401", "Boiler feedwater", Valve.Characteristic.LINEAR, 5, 45);

    private final Noise noise;
    private double steam = 6;
    private double drum = 50;
    private double returned = 32;
    private double supplied = 24;
    private double air = 6.7;
    private boolean isCompressing;
    private double ambient = 14;
    private double time;

    /** Disturbances: share of the fuel's heat that arrives, kelvin on the cooling water, air leak in bar/s. */
    double fuel = 1;

    double coolingWaterOffset;
    double airLeak;

    UtilityArea(Noise noise) {
        this.noise = noise;
        p401 = new Pump("P401", "Cooling water pump", 32, 0.004, 60, 22, noise);
        ti402 = new Transmitter("°C", 0, 60, 1.5, 0.03, noise);
        pi403 = new Transmitter("bar", 0, 10, 0.3, 0.006, noise);
        fi401 = new Transmitter("%", 0, 120, 0.5, 0.15, noise);
        ji401 = new Transmitter("kW", 0, 100, 0.5, 0.1, noise);
        ti403 = new Transmitter("°C", -20, 50, 5, 0.02, noise);
        Transmitter pi401 = new Transmitter("bar", 0, 10, 0.3, 0.008, noise);
        Transmitter li401 = new Transmitter("%", 0, 100, 0.8, 0.15, noise);
        Transmitter ti401 = new Transmitter("°C", 0, 60, 1.5, 0.03, noise);
        pic401 = new PidLoop("PIC401", "Steam pressure", pi401, PidLoop.Action.REVERSE, PidLoop.AUTO, 6, 25, 6, 45);
        lic401 = new PidLoop("LIC401", "Drum level", li401, PidLoop.Action.REVERSE, PidLoop.AUTO, 1.5, 80, 50, 45);
        tic402 = new PidLoop(
                "TIC402", "Cooling water temperature", ti401, PidLoop.Action.DIRECT, PidLoop.AUTO, 3, 40, 24, 50);
        p401.start(true);
        p401.flow(60);
    }

    void step(double dt, double steamDemand, double coolingLoad) {
        time += dt;
        ambient = 14 + 3 * StrictMath.sin(time * 0.002);
        double demand = 0.15 + steamDemand;
        double firing = fcv401.opening() * fuel;
        steam = Math.max(0, Math.min(9, steam + (firing - demand * (0.55 + 0.075 * steam)) * 0.16 * dt));
        double boiled = demand * (0.55 + 0.075 * steam);
        drum = Math.max(0, Math.min(100, drum + (lv401.opening() - boiled) * 1.2 * dt));

        returned += (supplied + 4 + 12 * coolingLoad - returned) * dt / 15;
        double fan = tic402.output() / 100;
        double best = returned - (returned - ambient) * (0.25 + 0.65 * fan);
        supplied += (best + coolingWaterOffset - supplied) * dt / 12;

        if (air < 6.2) {
            isCompressing = true;
        } else if (air > 7) {
            isCompressing = false;
        }
        air = Math.max(0, air + ((isCompressing ? 0.06 : 0) - 0.025 - airLeak) * dt);

        p401.step(dt);
        pic401.measurement().step(steam, dt);
        lic401.measurement().step(drum, dt);
        tic402.measurement().step(supplied, dt);
        ti402.step(returned, dt);
        pi403.step(air, dt);
        fi401.step(boiled * 100, dt);
        ti403.step(ambient, dt);
        pic401.step(dt);
        lic401.step(dt);
        tic402.step(dt);
        fcv401.command(pic401.output());
        lv401.command(lic401.output());
        fcv401.step(dt);
        lv401.step(dt);
    }

    void measurePower(double pumpsKw, double dt) {
        double fanKw = 7.5 * tic402.output() / 100;
        ji401.step(pumpsKw + p401.powerKw() + fanKw + (isCompressing ? 11 : 0) + 4, dt);
    }

    /** What a heater gets of its full duty: steam condenses hotter under pressure. */
    double steamFactor() {
        return Math.max(0, Math.min(1.2, steam / 6));
    }

    double coolingWater() {
        return supplied;
    }

    double steamPressure() {
        return steam;
    }

    void declare(Catalogue catalogue) {
        catalogue.area("Utility");
        catalogue.measured("Boiler.SteamPressure", "Steam pressure of the boiler", pic401.measurement());
        catalogue.measured("Boiler.DrumLevel", "Drum level of the boiler", lic401.measurement());
        catalogue.measured("Boiler.SteamFlow", "Steam flow, share of the rated output", fi401);
        catalogue.flag("Boiler.FlameOn", "Flame detected", () -> fcv401.opening() > 0.02);
        pic401.declare(catalogue);
        lic401.declare(catalogue);
        fcv401.declare(catalogue);
        lv401.declare(catalogue);
        catalogue.measured("Cooling.SupplyTemperature", "Cooling water supply temperature", tic402.measurement());
        catalogue.measured("Cooling.ReturnTemperature", "Cooling water return temperature", ti402);
        catalogue
                .single("Cooling.FanSpeed", "Cooling tower fan speed", tic402::output)
                .range("%", 0, 100)
                .deadband(0.2);
        tic402.declare(catalogue);
        p401.declare(catalogue, false);
        catalogue.measured("Air.Pressure", "Instrument air pressure", pi403);
        catalogue.flag("Air.CompressorRunning", "Air compressor runs", () -> isCompressing);
        catalogue.measured("Power.Total", "Electric power of the plant", ji401);
        catalogue.measured("Weather.Temperature", "Outdoor temperature", ti403).polledEvery(5000);
    }
}
