package io.ringmain.perf;

import io.ringmain.perf.jmh.JmhSuite;
import io.ringmain.perf.load.AlarmBurstSuite;
import io.ringmain.perf.load.AllocationSuite;
import io.ringmain.perf.load.ConfigSuite;
import io.ringmain.perf.load.CoresSuite;
import io.ringmain.perf.load.IdleSuite;
import io.ringmain.perf.load.JournalSuite;
import io.ringmain.perf.load.LatencySuite;
import io.ringmain.perf.load.PipelineSuite;
import io.ringmain.perf.load.QuerySuite;
import io.ringmain.perf.load.RecoverySuite;
import io.ringmain.perf.load.ReplaySuite;
import io.ringmain.perf.load.ScaleSuite;
import io.ringmain.perf.load.SnapshotSuite;
import io.ringmain.perf.load.StartupSuite;
import io.ringmain.perf.load.SustainedSuite;
import io.ringmain.perf.peer.PeerSuite;
import io.ringmain.perf.raw.LimitsSuite;
import io.ringmain.perf.stress.StressSuite;
import java.util.List;

/** All suites, in the order in which they run. */
final class Suites {
    static final List<Suite> ALL = List.of(
            new JmhSuite("cvt", "JMH: read and write a record of the CVT, beside a bare seqlock of the same memory"),
            new JmhSuite("publish", "JMH: claim, fill, publish with an empty consumer, beside the bare Disruptor ring"),
            new JmhSuite("logic", "JMH: LOGIC alone, with 0, 1 and 4 limits a tag, quiet and with alarms changing"),
            new JmhSuite("expression", "JMH: compiled expressions beside the same by hand, of one shape and of 16"),
            new JmhSuite("codec", "JMH: encode and decode batches of the journal"),
            new JmhSuite("plant", "JMH: publish, LOGIC, JOURNAL, OUTCOMES; 1,000 tags, 1 limit alarm a tag"),
            new PipelineSuite(),
            new LatencySuite(),
            new SustainedSuite("sustained", 1_000, 4_000_000),
            new SustainedSuite("sustained-100k", 100_000, 3_000_000),
            new AllocationSuite(),
            new CoresSuite(),
            new LimitsSuite(),
            new PeerSuite(),
            new JournalSuite(),
            new ScaleSuite(),
            new AlarmBurstSuite(),
            new QuerySuite(),
            new ConfigSuite(),
            new SnapshotSuite(),
            new RecoverySuite(),
            new ReplaySuite(),
            new IdleSuite(),
            new StartupSuite(),
            new StressSuite());

    private Suites() {}
}
