package io.ringmain.connectors.demo;

/** Does in tests what a machine does in a site: starts and stops P-101A/B by the level of TK-101. */
final class DutyPumps {
    private final DemoPlant plant;
    private boolean isNeeded;
    private boolean areBothNeeded;

    DutyPumps(DemoPlant plant) {
        this.plant = plant;
    }

    void step() {
        double level = plant.number("Feed.TK101.Level");
        boolean isAFaulted = (Boolean) plant.value("Feed.P101A.Fault");
        boolean isBFaulted = (Boolean) plant.value("Feed.P101B.Fault");
        isNeeded = level > 60 || isNeeded && level > 35;
        areBothNeeded = level > 75 || areBothNeeded && level > 35;
        plant.write("Feed.P101A.Start", isNeeded && !isAFaulted);
        plant.write("Feed.P101B.Start", (areBothNeeded || isNeeded && isAFaulted) && !isBFaulted);
    }
}
