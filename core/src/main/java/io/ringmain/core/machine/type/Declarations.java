package io.ringmain.core.machine.type;

import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.tag.TagType;

/** Short ways to write down what a machine has. */
final class Declarations {
    static final double LARGE = 1e12;
    static final double DAY_S = 86_400;

    private Declarations() {}

    static Port required(String name, TagType type) {
        return new Port(name, type);
    }

    static Port optional(String name, TagType type) {
        return new Port(name, type).optional();
    }

    /** What an engineer sets, and an operator while it runs. */
    static Attribute operated(String name, double defaultValue, double minimum, double maximum) {
        return Attribute.number(name, defaultValue, minimum, maximum).operator();
    }

    /** What an engineer sets. */
    static Attribute fixed(String name, double defaultValue, double minimum, double maximum) {
        return Attribute.number(name, defaultValue, minimum, maximum);
    }

    static Attribute flag(String name) {
        return Attribute.flag(name, false);
    }

    /** The machine takes it by itself. */
    static Transition own(int from, int to) {
        return new Transition(from, to);
    }

    /** An operator takes it. */
    static Transition operator(int from, int to) {
        return new Transition(from, to).operator();
    }

    /** An operator takes it and is asked again. */
    static Transition confirmed(int from, int to) {
        return new Transition(from, to).confirmed();
    }
}
