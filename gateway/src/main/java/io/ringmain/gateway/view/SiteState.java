package io.ringmain.gateway.view;

import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;

/** A site at a moment, from which answers are written: the running plant, or its past in a replay. */
public interface SiteState {

    SitePlan site();

    CvtReader values();

    AlarmReader alarms();

    MachineReader machines();

    /** What a configured machine has and can do. */
    MachineDeclaration machineDeclaration(int machineId);

    /** What the machine's last failed step threw, empty when that is not known. */
    String machineError(int machineId);

    /** The machine's longest step, ns; 0 when that is not known. */
    long longestStepNs(int machineId);

    /** The present of a running plant. Thread: any. */
    static SiteState of(Plant plant) {
        return new SiteState() {
            @Override
            public SitePlan site() {
                return plant.site();
            }

            @Override
            public CvtReader values() {
                return plant.values();
            }

            @Override
            public AlarmReader alarms() {
                return plant.alarms();
            }

            @Override
            public MachineReader machines() {
                return plant.machines();
            }

            @Override
            public MachineDeclaration machineDeclaration(int machineId) {
                return plant.machineDeclaration(machineId);
            }

            @Override
            public String machineError(int machineId) {
                return plant.machineError(machineId);
            }

            @Override
            public long longestStepNs(int machineId) {
                return plant.longestStepNs(machineId);
            }
        };
    }
}
