package io.ringmain.perf.peer;

import io.ringmain.perf.Suite;
import io.ringmain.perf.load.TemporaryFolder;
import io.ringmain.perf.report.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Yamcs beside Ringmain: 1,000 float64 tags, an upper limit each, values recorded, as many as each takes, windows in turn.
 * Both get the same packets over TCP on loopback, and a window ends when its last value is the current one.
 */
public final class PeerSuite implements Suite {
    private static final int TAGS = 1_000;
    /** Packets of ten values, as of a device. */
    private static final int SMALL = 100;

    private static final int WARM_UPS = 2;
    private static final int WINDOWS = 5;
    private static final int WINDOWS_LONG = 12;
    /** At least 10 s of Yamcs at its best. */
    private static final long YAMCS_NS = 2_000_000_000L;

    private static final long RINGMAIN_NS = 700_000_000L;
    private static final long SMALL_NS = 1_000_000_000L;
    private static final long RINGMAIN_SMALL_NS = 500_000_000L;
    private static final long WANTED_BYTES = 8L << 30;
    private static final long WANTED_BYTES_LONG = 32L << 30;
    private static final long SEED = 20_260_102;

    private static final double TARGET_RATIO = 10;
    private static final String EQUAL = "Equal: packets of 1,000 float64 over TCP, current values, an upper limit a tag"
            + " checked, recorded without waiting for the disk, machine, Java. Not equal: Yamcs records a packet as one"
            + " record of one time, and has twice the heap; Ringmain orders and journals each value as an event.";

    @Override
    public String name() {
        return "peer";
    }

    @Override
    public String describe() {
        return "Yamcs " + YamcsLibraries.VERSION + " on the same work in the same run; fetched when it is not there";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 120 : 45;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("peer.yamcs.ratio");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        TemporaryFolder.require(isLong ? WANTED_BYTES_LONG : WANTED_BYTES);
        String property = System.getProperty("ringmain.home");
        Path home = property == null ? null : Path.of(property).toAbsolutePath();
        Path libraries = YamcsLibraries.fetch(home);
        PacketLayout scan = new PacketLayout(TAGS, 1);
        PacketLayout small = new PacketLayout(TAGS, SMALL);
        try (YamcsServer yamcs = new YamcsServer();
                RingmainStation ringmain = new RingmainStation(scan, SEED);
                DirectLane direct =
                        new DirectLane("peer.ringmain.rate.direct", RINGMAIN_SMALL_NS, new PacketSource(scan, SEED));
                RingmainStation ringmainSmall = new RingmainStation(small, SEED)) {
            yamcs.add("scan", scan, false);
            yamcs.add("small", small, false);
            if (isLong) {
                yamcs.add("archive", scan, true);
            }
            List<YamcsServer.Fed> fed =
                    yamcs.start(libraries, YamcsLibraries.folder(home).resolveSibling("yamcs.log"));
            List<Lane> lanes = new ArrayList<>();
            lanes.add(fed.get(0).lane("peer.yamcs.rate", YAMCS_NS));
            lanes.add(ringmain.lane("peer.ringmain.rate", RINGMAIN_NS));
            lanes.add(direct);
            lanes.add(fed.get(1).lane("peer.yamcs.rate.10", SMALL_NS));
            lanes.add(ringmainSmall.lane("peer.ringmain.rate.10", RINGMAIN_SMALL_NS));
            if (isLong) {
                lanes.add(fed.get(2).lane("peer.yamcs.rate.archive", YAMCS_NS));
            }
            measure(lanes, isLong ? WINDOWS_LONG : WINDOWS);
            fed.forEach(each -> each.receiver().checkRecorded(each.source()));
            return figures(lanes.stream().map(Lane::figure).toList());
        }
    }

    private static void measure(List<Lane> lanes, int windows) {
        for (int window = 0; window < WARM_UPS; window++) {
            lanes.forEach(Lane::warmUp);
        }
        for (int window = 0; window < windows; window++) {
            lanes.forEach(Lane::measure);
        }
    }

    private static List<Figure> figures(List<Figure> rates) {
        List<Figure> figures = new ArrayList<>(rates);
        Figure yamcs = rates.get(0);
        Figure ringmain = rates.get(1);
        figures.add(Figure.ofRatios("peer.yamcs.ratio", ringmain, yamcs)
                .atLeast(TARGET_RATIO)
                .withNote(EQUAL));
        figures.add(Figure.ofRatios("peer.yamcs.ratio.direct", rates.get(2), yamcs)
                .withNote("Ringmain's values from its own memory, Yamcs' over TCP."));
        figures.add(Figure.ofRatios("peer.yamcs.ratio.10", rates.get(4), rates.get(3))
                .withNote("Packets with 10 values and a time of their own, of 100 kinds, to both over TCP."));
        if (rates.size() > 5) {
            figures.add(Figure.ofRatios("peer.yamcs.ratio.archive", ringmain, rates.get(5))
                    .withNote("Packets of 1,000 values; Yamcs puts each value into its parameter archive too."));
        }
        return figures;
    }
}
