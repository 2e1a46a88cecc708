package io.ringmain.gateway.config;

/** What all parts of one reading share. */
record Reading(Problems problems, Overrides overrides, Origins origins) {

    /** The same, with something added to every message. */
    Reading within(String where) {
        return new Reading(problems.within(where), overrides, origins);
    }
}
