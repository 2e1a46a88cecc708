package io.ringmain.connectors.demo;

/** What goes wrong in the plant now and then; each ends by itself after its time. */
public enum Disturbance {
    COOLING_VALVE_STUCK(32, "cooling water valve TV-201 stuck closed"),
    INFLOW_SURGE(70, "surge of raw water into TK-101"),
    RAW_WATER_WARM(45, "raw water much warmer than usual"),
    DEMAND_DROP(60, "customer takes hardly any product"),
    TRANSFER_PUMP_TRIP(30, "motor protection of the running transfer pump"),
    FEED_PUMP_TRIP(14, "motor protection of the reactor feed pump P-102"),
    FUEL_GAS_DIP(35, "fuel gas pressure of the boiler too low"),
    COOLING_TOWER_WARM(35, "cooling tower recirculates warm air"),
    AIR_LEAK(35, "leak in the instrument air"),
    OUTLET_VALVE_STUCK(45, "reactor outlet valve LV-201 stuck half closed"),
    SENSOR_BROKEN(20, "broken wire at a transmitter"),
    SENSOR_DRIFT(40, "a transmitter drifts"),
    SENSOR_FROZEN(30, "a transmitter is frozen"),
    SENSOR_SPIKE(3, "spike of a transmitter");

    private final double durationS;
    private final String message;

    Disturbance(double durationS, String message) {
        this.durationS = durationS;
        this.message = message;
    }

    /** How long the cause lasts, in seconds of plant time; its consequences last longer. */
    public double durationS() {
        return durationS;
    }

    public String message() {
        return message;
    }
}
