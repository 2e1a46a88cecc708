package io.ringmain.core.machine.declared;

/**
 * A state with what is evaluated in it. The states share the words of memory: those of the state that is entered begin at 0.
 *
 * @param timeoutTo index of the state that follows the timeout, -1 without one
 * @param guards in the order in which they are tried; the target is the state
 * @param words words of memory that its expressions have
 */
record CompiledState(
        long timeoutNs,
        int timeoutTo,
        Evaluation[] entry,
        Evaluation[] cyclic,
        Evaluation[] exit,
        Evaluation[] guards,
        int words) {}
