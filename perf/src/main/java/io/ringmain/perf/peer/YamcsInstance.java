package io.ringmain.perf.peer;

/**
 * One instance in a Yamcs server, with its own link, database, alarms and archive.
 *
 * @param layout of the packets that its link reads
 * @param port where the link connects to
 * @param hasParameterArchive whether each value goes into the columns of the parameter archive too, beside its packet
 */
record YamcsInstance(String name, PacketLayout layout, int port, boolean hasParameterArchive) {

    /** Fully qualified. */
    String parameter(int tag) {
        return "/" + YamcsDatabase.SPACE + "/" + YamcsDatabase.parameter(tag);
    }
}
