package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;

/** Which commands have to be signed: those to a tag, an alarm or a machine whose definition says so. Thread: any. */
public final class Signatures {
    private Signatures() {}

    /** Whether the command's target asks for a signature; false when there is no such target. Allocates: a definition. */
    public static boolean isRequired(SitePlan site, Command command) {
        int id = command.target();
        return switch (command.kind().target()) {
            case TAG -> {
                TagDefinition tag = site.tag(id);
                yield tag != null && tag.isSignatureRequired();
            }
            case ALARM -> {
                AlarmDefinition alarm = site.alarm(id);
                yield alarm != null && alarm.policy().isSignatureRequired();
            }
            case MACHINE -> {
                MachineDefinition machine = site.machine(id);
                yield machine != null && machine.isSignatureRequired();
            }
            case LOG_BOOK -> false;
        };
    }

    /** Whether it has what its target asks for: a signature, and a reason in words. */
    public static boolean isSatisfied(SitePlan site, Command command) {
        return command.isSigned() && !command.reason().isBlank() || !isRequired(site, command);
    }
}
