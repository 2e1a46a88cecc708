package io.ringmain.gateway.replay;

import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.site.SitePlan;
import io.ringmain.gateway.view.SiteState;

/** The state of a replay. What only the process knew, and no journal, is not known. */
record ReplayedState(ReplaySession session) implements SiteState {

    @Override
    public SitePlan site() {
        return session.site();
    }

    @Override
    public CvtReader values() {
        return session.values();
    }

    @Override
    public AlarmReader alarms() {
        return session.alarms();
    }

    @Override
    public MachineReader machines() {
        return session.machines();
    }

    @Override
    public MachineDeclaration machineDeclaration(int machineId) {
        return session.machineDeclaration(machineId);
    }

    @Override
    public String machineError(int machineId) {
        return "";
    }

    @Override
    public long longestStepNs(int machineId) {
        return 0;
    }
}
