package io.ringmain.core.machine;

/**
 * A state machine that is stepped in LOGIC at its interval of ring time. Found by {@link java.util.ServiceLoader}.
 *
 * <p>Thread: LOGIC. One instance serves all configured machines of its type, so it has no fields that change: its
 * memory is the declared state and registers, which stand in snapshots and in the state hash. A step must not block,
 * allocate per call, read a clock or a random source, or keep the context.
 */
public interface Machine {

    MachineDeclaration declaration();

    /** One step. An exception puts this machine into its faulted condition; no other is affected. */
    void step(MachineContext context);
}
