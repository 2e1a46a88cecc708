package io.ringmain.core.system;

/**
 * One thing that is shown of a connector, and the tag that shows it.
 *
 * @param connector name of the connector
 * @param intervalMs {@link #LINK} when it is about the link; of an acquisition its polling interval, 0 for subscriptions
 * @param item what is shown, for example {@code State} or {@code Cycles}
 */
public record SystemPoint(String connector, int intervalMs, String item) {
    /** In place of an interval: the connector as a whole. */
    public static final int LINK = -1;

    /** Code of a {@link io.ringmain.core.spi.LinkState}. */
    public static final String STATE = "State";
    /** What operators ask of an acquisition; the only point that is written. */
    public static final String ACTION = "Action";

    private static final String DAS = "DAS";
    private static final String DAQ = "DAQ-";
    private static final String MS = "ms";

    public boolean isOfLink() {
        return intervalMs == LINK;
    }

    /** {@code DAS} for subscriptions, {@code DAQ-100ms} for what is polled every 100 ms. */
    static String label(int intervalMs) {
        return intervalMs == 0 ? DAS : DAQ + intervalMs + MS;
    }

    /** The address under which the tag is bound to the system connector. */
    String address() {
        return isOfLink() ? connector + '/' + item : connector + '/' + label(intervalMs) + '/' + item;
    }

    /** Name of the tag. */
    String tag() {
        return SystemSite.TAGS + address().replace('/', '.');
    }

    /**
     * The point of an address.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static SystemPoint of(String address) {
        String[] parts = address.split("/", -1);
        return switch (parts.length) {
            case 2 -> new SystemPoint(parts[0], LINK, parts[1]);
            case 3 -> new SystemPoint(parts[0], interval(parts[1]), parts[2]);
            default -> throw new IllegalArgumentException("'" + address + "' is no address of the system");
        };
    }

    private static int interval(String label) {
        return label.equals(DAS) ? 0 : Integer.parseInt(label, DAQ.length(), label.length() - MS.length(), 10);
    }
}
