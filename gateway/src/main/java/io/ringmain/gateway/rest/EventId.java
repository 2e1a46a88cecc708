package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.Problem;

/**
 * Identity of an event among the records: {@code 91234-2} is the second result of the event 91234, {@code 91234-0} that
 * event itself.
 */
record EventId(long sequence, int ordinal) {
    static EventId parse(String text) {
        int dash = text.indexOf('-');
        try {
            if (dash > 0) {
                EventId id = new EventId(
                        Long.parseLong(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
                if (id.sequence > 0 && id.ordinal >= 0) {
                    return id;
                }
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.badRequest(text + " is not the id of an event, such as 91234-2");
    }
}
