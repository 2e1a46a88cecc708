package io.ringmain.core.machine.declared;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Port;
import io.ringmain.core.tag.TagType;

/**
 * A program from a site file as a machine.
 *
 * <p>A step takes at most one transition. An operator's transition since the last step counts as that one; otherwise the guards of the
 * present state are tried in the order in which they were written, then its timeout. The exit actions of the old state and the entry
 * actions of the new one follow at once, then the cyclic actions of the state in which the machine is now.
 *
 * <p>A condition that reads a bad value is not fulfilled, an action that does so or whose result is not finite writes nothing and is
 * counted; {@code isBad} and {@code valid} look at bad values without that. Time functions begin anew when a state is entered.
 *
 * <p>Thread: LOGIC, one machine. Owns: nothing; state and history are in the context. Allocates: nothing.
 */
public final class DeclaredMachine implements Machine {
    /** State whose entry actions have been done, plus 1. */
    static final int ENTERED = 0;

    static final int TRANSITIONS = 1;
    /** Actions that wrote nothing because of what they read or came to. */
    static final int SKIPPED = 2;

    private static final int GAP_INTERVALS = 10;

    private final MachineDeclaration declaration;
    private final CompiledState[] states;
    private final ProgramValues values;

    DeclaredMachine(MachineDeclaration declaration, CompiledState[] states, ProgramValues values) {
        this.declaration = declaration;
        this.states = states;
        this.values = values;
    }

    @Override
    public MachineDeclaration declaration() {
        return declaration;
    }

    @Override
    public void step(MachineContext context) {
        values.begin(context);
        int state = context.state();
        int entered = (int) context.register(ENTERED) - 1;
        if (entered != state || context.requestedTransition() != MachineDeclaration.NO_STATE) {
            if (entered >= 0) {
                act(context, states[entered].exit());
            }
            enter(context, state);
        } else {
            int next = next(context, states[state]);
            if (next != MachineDeclaration.NO_STATE) {
                act(context, states[state].exit());
                context.transitionTo(next);
                enter(context, next);
                state = next;
            }
        }
        act(context, states[state].cyclic());
        values.end();
    }

    private void enter(MachineContext context, int state) {
        context.register(ENTERED, state + 1);
        context.register(TRANSITIONS, context.register(TRANSITIONS) + 1);
        for (int word = 0; word < states[state].words(); word++) {
            context.memory(word, 0);
        }
        act(context, states[state].entry());
    }

    private int next(MachineContext context, CompiledState state) {
        if (context.deltaNs() > GAP_INTERVALS * context.intervalNs()) {
            restart(state.guards());
            restart(state.cyclic());
        }
        for (Evaluation guard : state.guards()) {
            boolean isTrue = guard.evaluate(values, context.ringTimeNs()) != 0;
            if (isTrue && !values.isBad()) {
                return guard.target();
            }
        }
        boolean isOver = state.timeoutNs() > 0 && context.timeInStateNs() >= state.timeoutNs();
        return isOver ? state.timeoutTo() : MachineDeclaration.NO_STATE;
    }

    private void restart(Evaluation[] evaluations) {
        for (Evaluation evaluation : evaluations) {
            evaluation.restart(values);
        }
    }

    private void act(MachineContext context, Evaluation[] actions) {
        for (Evaluation action : actions) {
            long bits = action.evaluate(values, context.ringTimeNs());
            if (values.isBad() || !write(context, action.target(), bits)) {
                context.register(SKIPPED, context.register(SKIPPED) + 1);
            }
        }
    }

    private boolean write(MachineContext context, int output, long bits) {
        Port port = declaration.outputs().get(output);
        if (port.type() == TagType.FLOAT64) {
            double value = Double.longBitsToDouble(bits);
            if (!Double.isFinite(value)) {
                return false;
            }
            context.write(output, value);
        } else if (port.type() == TagType.INT64) {
            context.write(output, bits);
        } else {
            context.write(output, bits != 0);
        }
        return true;
    }
}
