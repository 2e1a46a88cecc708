package io.ringmain.core.whatif;

/**
 * Something recorded that the other configuration has no use for, or that it should have and was not recorded.
 *
 * @param name the recorded name, for {@link Kind#NOT_RECORDED} the other configuration's
 * @param detail what exactly, may be empty
 * @param count how many events it was, 0 when it is not about events
 */
public record Remark(Kind kind, String name, String detail, long count) {

    /** What is remarked. */
    public enum Kind {
        /** No tag of that name: its updates are left out. */
        TAG_MISSING,
        /** The tag is derived from others now: its recorded updates are left out. */
        TAG_DERIVED,
        /** Values that can not be turned into the tag's type without loss: left out. */
        VALUE_NOT_CONVERTED,
        /** The tag's unit is another one: numbers are taken as they are. */
        UNIT_CHANGED,
        /** No connector of that name: changes of its link are left out. */
        CONNECTOR_MISSING,
        /** No machine of that name: answers to its requests are left out. */
        MACHINE_MISSING,
        /** A tag of which nothing is recorded, so that its alarms say nothing. */
        NOT_RECORDED
    }
}
