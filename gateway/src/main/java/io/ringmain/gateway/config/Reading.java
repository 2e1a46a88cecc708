package io.ringmain.gateway.config;

/** What all parts of one reading share. */
record Reading(Problems problems, Overrides overrides, Origins origins) {}
