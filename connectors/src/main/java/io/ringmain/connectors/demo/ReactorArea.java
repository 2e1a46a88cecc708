package io.ringmain.connectors.demo;

/**
 * a stirred, jacketed tank reactor in which an exothermic first-order reaction A to B runs. The jacket is cooled
 * with water or heated with steam in split range, the gas space is vented under pressure control, product leaves under
 * level control. An interlock of the plant stops the feed and forces full cooling at 104 degrees.
 */
final class ReactorArea {
    private static final double M3H = 1 / 3600.0;
    private static final double FULL_M3 = 0.72;
    private static final double JACKET_M3 = 0.08;
    /** Heat transfer divided by density and heat capacity, m3/s. */
    private static final double UA = 0.0053;
    /** Adiabatic temperature rise of the feed, K. */
    private static final double RISE = 110;

    private static final double RATE_AT_85 = 0.0267;
    private static final double ACTIVATION_K = 7000;
    private static final double TRIP_C = 104;
    private static final double RELEASE_C = 84;

    final Transmitter ti203;
    final Transmitter ti204;
    final Transmitter ai201;
    final Transmitter ii201;
    final Transmitter fi202;
    final PidLoop tic201;
    final PidLoop pic201;
    final PidLoop lic201;
    final Valve tv201 = new Valve("TV201", "Jacket cooling water", Valve.Characteristic.LINEAR, 5, 40);
    final Valve sv201 = new Valve("SV201", "Jacket steam", Valve.Characteristic.LINEAR, 5, 0);
    final Valve pv201 = new Valve("PV201", "Vent", Valve.Characteristic.LINEAR, 3, 30);
    final Valve lv201 = new Valve("LV201", "Reactor outlet", Valve.Characteristic.EQUAL_PERCENTAGE, 6, 60);

    private double level = 70;
    private double temperature = 84;
    private double jacket = 55;
    private double unreacted = 0.2;
    private double gas = 1.4;
    private double pressure = 2;
    private double outFlow = 12;
    private double coolingFlow = 18;
    private double heatKw;
    private boolean isTripped;
    private boolean isRelieving;
    private long trips;

    ReactorArea(Noise noise) {
        ti203 = new Transmitter("°C", 0, 150, 1, 0.05, noise);
        ti204 = new Transmitter("°C", 0, 100, 1, 0.04, noise);
        ai201 = new Transmitter("%", 0, 100, 3, 0.05, noise);
        ii201 = new Transmitter("A", 0, 20, 0.5, 0.05, noise);
        fi202 = new Transmitter("m³/h", 0, 50, 0.3, 0.08, noise);
        Transmitter ti201 = new Transmitter("°C", 0, 150, 1, 0.05, noise);
        Transmitter pi201 = new Transmitter("bar", 0, 5, 0.3, 0.004, noise);
        Transmitter li201 = new Transmitter("%", 0, 100, 0.5, 0.08, noise);
        tic201 = new PidLoop(
                "TIC201", "Reactor temperature", ti201, PidLoop.Action.REVERSE, PidLoop.AUTO, 5, 60, 85, 30);
        pic201 = new PidLoop("PIC201", "Reactor pressure", pi201, PidLoop.Action.DIRECT, PidLoop.AUTO, 2, 15, 2, 30);
        lic201 = new PidLoop("LIC201", "Reactor level", li201, PidLoop.Action.DIRECT, PidLoop.AUTO, 2, 60, 70, 60);
    }

    void step(double dt, double feedFlow, double feedTemperature, double coolingWater, double steamFactor) {
        double volume = FULL_M3 * Math.max(level, 2) / 100;
        double feed = feedFlow * M3H;
        double rate = RATE_AT_85 * StrictMath.exp(ACTIVATION_K * (1 / 358.15 - 1 / (temperature + 273.15)));
        double reacted = rate * unreacted;

        unreacted += (feed / volume * (1 - unreacted) - reacted) * dt;
        double toJacket = UA * (level / 70) * (temperature - jacket);
        temperature += (feed / volume * (feedTemperature - temperature)
                        + RISE * reacted
                        - toJacket / volume
                        - 0.0002 * (temperature - 20))
                * dt;
        coolingFlow = 45 * tv201.opening();
        double steam = 0.35 * sv201.opening() * steamFactor;
        jacket += (coolingFlow * M3H * (coolingWater - jacket) + toJacket + steam) / JACKET_M3 * dt;
        jacket = Math.min(jacket, 150);
        heatKw = RISE * reacted * volume * 4186;

        // inert pad and offgas, plus the vapour pressure of water (Antoine)
        double vapour = 0.00133322 * StrictMath.exp(2.302585093 * (8.07131 - 1730.63 / (233.426 + temperature)));
        isRelieving = pressure > 3.6 || isRelieving && pressure > 3.2;
        double vent = (0.25 * pv201.opening() + (isRelieving ? 0.6 : 0)) * Math.max(0, pressure - 1);
        gas = Math.max(0.4, gas + (0.03 + 6 * reacted - vent) * dt);
        pressure = gas * (temperature + 273.15) / 358.15 + vapour;

        double head = Math.max(0, pressure - 0.9 + 0.1 * level / 100);
        outFlow = level > 1 ? 42 * lv201.opening() * StrictMath.sqrt(head) : 0;
        level = Math.max(0, Math.min(100, level + (feedFlow - outFlow) * M3H * dt / FULL_M3 * 100));

        measure(dt);
        control(dt);
    }

    private void measure(double dt) {
        tic201.measurement().step(temperature, dt);
        pic201.measurement().step(pressure, dt);
        lic201.measurement().step(level, dt);
        ti203.step(temperature + 0.4, dt);
        ti204.step(jacket, dt);
        ai201.step(100 * (1 - unreacted), dt);
        ii201.step(6 + 4 * level / 100, dt);
        fi202.step(coolingFlow, dt);
    }

    private void control(double dt) {
        // two out of two of what the safety system measures; kept until it is cool again
        if (!isTripped && temperature > TRIP_C) {
            isTripped = true;
            trips++;
        } else if (isTripped && temperature < RELEASE_C) {
            isTripped = false;
        }
        tic201.step(dt);
        pic201.step(dt);
        lic201.step(dt);
        double split = isTripped ? 0 : tic201.output();
        tv201.command(Math.max(0, 100 - 2 * split));
        sv201.command(Math.max(0, 2 * split - 100));
        pv201.command(pic201.output());
        lv201.command(lic201.output());
        if (isTripped) {
            // the emergency cooling line bypasses whatever holds the control valve
            tv201.release();
        }
        tv201.step(dt);
        sv201.step(dt);
        pv201.step(dt);
        lv201.step(dt);
    }

    boolean isTripped() {
        return isTripped;
    }

    double outFlow() {
        return outFlow;
    }

    double temperature() {
        return temperature;
    }

    double level() {
        return level;
    }

    double pressure() {
        return pressure;
    }

    double conversion() {
        return 1 - unreacted;
    }

    double steamDemand() {
        return 0.5 * sv201.opening();
    }

    /** Heat given to the cooling water as a share of the tower's rated load. */
    double coolingLoad() {
        return coolingFlow / 45;
    }

    String phase() {
        if (isTripped) {
            return "TRIPPED";
        }
        double error = temperature - tic201.setpoint();
        return error < -4 ? "HEATING" : error > 4 ? "COOLING" : "REACTING";
    }

    void declare(Catalogue catalogue) {
        catalogue.area("Reactor");
        tic201.declare(catalogue);
        pic201.declare(catalogue);
        lic201.declare(catalogue);
        catalogue.measured("R201.Temperature", "Temperature of reactor R-201", tic201.measurement());
        catalogue.measured("R201.Pressure", "Pressure of reactor R-201", pic201.measurement());
        catalogue.measured("R201.Level", "Level of reactor R-201", lic201.measurement());
        catalogue.measured("R201.TemperatureTop", "Temperature of reactor R-201, second sensor", ti203);
        catalogue.measured("R201.JacketTemperature", "Jacket temperature of reactor R-201", ti204);
        catalogue
                .measured("R201.Conversion", "Conversion by the analyser", ai201)
                .polledEvery(1000);
        catalogue.measured("R201.AgitatorCurrent", "Agitator motor current", ii201);
        catalogue.measured("R201.CoolingFlow", "Cooling water flow to the jacket", fi202);
        catalogue
                .number("R201.HeatReleased", "Heat of reaction", () -> heatKw)
                .range("kW", 0, 2500)
                .deadband(0.5);
        catalogue.text("R201.Phase", "What the reactor does", this::phase);
        catalogue.flag("R201.Trip", "Interlock stopped feed and forced cooling", () -> isTripped);
        catalogue.flag("R201.ReliefOpen", "Relief valve open", () -> isRelieving);
        catalogue.count("R201.Trips", "Interlock trips", () -> trips).polledEvery(5000);
        tv201.declare(catalogue);
        sv201.declare(catalogue);
        pv201.declare(catalogue);
        lv201.declare(catalogue);
    }
}
