package io.ringmain.core.plant;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.declared.ProgramCompiler;
import io.ringmain.core.site.SitePlan;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Declarations of the machines of a site, those of declared ones made once a configuration.
 *
 * <p>Thread: any. Allocates: for each machine of a configuration once.
 */
final class MachineDeclarations {
    private final Map<String, Machine> types;
    private volatile Made made = new Made(SitePlan.EMPTY, new AtomicReferenceArray<>(0));

    private record Made(SitePlan site, AtomicReferenceArray<MachineDeclaration> declarations) {}

    MachineDeclarations(Map<String, Machine> types) {
        this.types = types;
    }

    /** Null when there is no such type. */
    MachineDeclaration ofType(String type) {
        Machine machine = types.get(type);
        return machine == null ? null : machine.declaration();
    }

    MachineDeclaration of(SitePlan site, int machineId) {
        MachineDefinition machine = site.machine(machineId);
        if (machine.program() == null) {
            return types.get(machine.type()).declaration();
        }
        Made present = made;
        if (present.site() != site) {
            present = new Made(site, new AtomicReferenceArray<>(site.machineCount()));
            made = present;
        }
        MachineDeclaration declaration = present.declarations().get(machineId);
        if (declaration == null) {
            declaration = ProgramCompiler.compile(machine.program(), tag -> site.tag(site.tagId(tag)))
                    .declaration();
            present.declarations().set(machineId, declaration);
        }
        return declaration;
    }
}
