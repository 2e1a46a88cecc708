package io.ringmain.core.site;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.tag.TagType;
import java.util.Map;
import java.util.TreeMap;

/** Canonical bytes of a machine, its name apart. */
final class MachineCodec {
    private static final int PROGRAM = 1;
    private static final int SIGNATURE = 2;

    private MachineCodec() {}

    static void put(DefinitionOutput out, MachineDefinition machine) {
        out.text(machine.type());
        out.whole(machine.intervalNs());
        out.texts(machine.bindings());
        out.whole(machine.attributes().size());
        machine.attributes().forEach((key, value) -> {
            out.text(key);
            out.code(value.type().code());
            out.whole(value.bits());
            out.text(value.text());
        });
        out.code((byte) ((machine.program() != null ? PROGRAM : 0) | (machine.isSignatureRequired() ? SIGNATURE : 0)));
        if (machine.program() != null) {
            ProgramCodec.put(out, machine.program());
        }
    }

    static MachineDefinition get(DefinitionInput in, String name) {
        String type = in.text();
        long intervalNs = in.wholeLong();
        Map<String, String> bindings = in.texts();
        Map<String, AttributeValue> attributes = new TreeMap<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            String key = in.text();
            TagType valueType = TagType.ofCode(in.code());
            attributes.put(
                    key,
                    new AttributeValue(
                            DefinitionInput.known(valueType, "type of attribute " + key, name),
                            in.wholeLong(),
                            in.text()));
        }
        int last = in.code();
        MachineProgram program = (last & PROGRAM) != 0 ? ProgramCodec.get(in, name) : null;
        return new MachineDefinition(name, type, intervalNs, bindings, attributes, program, (last & SIGNATURE) != 0);
    }
}
