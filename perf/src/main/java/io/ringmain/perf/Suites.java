package io.ringmain.perf;

import io.ringmain.perf.gateway.GatewayCommandSuite;
import io.ringmain.perf.gateway.GatewayHostileSuite;
import io.ringmain.perf.gateway.GatewayStreamSuite;
import io.ringmain.perf.gateway.GatewayValuesSuite;
import io.ringmain.perf.jmh.JmhSuite;
import io.ringmain.perf.load.AgeSuite;
import io.ringmain.perf.load.AlarmBurstSuite;
import io.ringmain.perf.load.AllocationSuite;
import io.ringmain.perf.load.ConfigSuite;
import io.ringmain.perf.load.CoresSuite;
import io.ringmain.perf.load.IdleSuite;
import io.ringmain.perf.load.JournalSuite;
import io.ringmain.perf.load.LatencySuite;
import io.ringmain.perf.load.MemorySuite;
import io.ringmain.perf.load.PipelineSuite;
import io.ringmain.perf.load.QuerySuite;
import io.ringmain.perf.load.RecoverySuite;
import io.ringmain.perf.load.ReplaySuite;
import io.ringmain.perf.load.ScaleSuite;
import io.ringmain.perf.load.SnapshotSuite;
import io.ringmain.perf.load.StartupSuite;
import io.ringmain.perf.load.SustainedSuite;
import io.ringmain.perf.opcua.OpcUaClientSuite;
import io.ringmain.perf.opcua.OpcUaServerSuite;
import io.ringmain.perf.peer.PeerSuite;
import io.ringmain.perf.raw.LimitsSuite;
import io.ringmain.perf.stress.StressSuite;
import java.util.List;

/** All suites, in the order in which they run. */
final class Suites {
    static final List<Suite> ALL = List.of(
            new JmhSuite("cvt", "JMH: read and write a record of the CVT, beside a bare seqlock of the same memory", 9)
                    .briefly("tags", "1000")
                    .without("CvtSharedBenchmark")
                    .limit("read", "readBare")
                    .limit("write", "writeBare"),
            new JmhSuite(
                            "publish",
                            "JMH: claim, fill, publish with an empty consumer, beside the bare Disruptor ring",
                            5)
                    .without("disruptorClock")
                    .limit("ringmain", "disruptor"),
            new JmhSuite("stage", "JMH: LOGIC, JOURNAL (encoding) and OUTCOMES, each alone over 1,024 updates", 9),
            new JmhSuite("logic", "JMH: LOGIC alone, with 0, 1 and 4 limits a tag, quiet and with alarms changing", 5)
                    .inLong(),
            new JmhSuite(
                            "alarm",
                            "JMH: an update of a tag with one alarm, by kind of condition, quiet and crossing",
                            14)
                    .without("\\.quiet"),
            new JmhSuite("expression", "JMH: compiled expressions beside the same by hand, of one shape and of 16", 9)
                    .without("\\.total")
                    .limit("oneCompiled", "oneByHand")
                    .limit("mixedCompiled", "mixedByHand")
                    .limit("totalCompiled", "totalByHand"),
            new JmhSuite(
                    "machine", "JMH: a step of a PID controller, a sequence and a declared machine, with its input", 7),
            new JmhSuite(
                            "codec",
                            "JMH: encode and decode batches of the journal, append them to files and read them",
                            11)
                    .allocating("append", "read"),
            new JmhSuite("plant", "JMH: publish, LOGIC, JOURNAL, OUTCOMES; 1,000 tags, 1 limit alarm a tag", 15)
                    .inLong(),
            new PipelineSuite(),
            new LatencySuite(),
            new SustainedSuite("sustained", 1_000, 4_000_000),
            new SustainedSuite("sustained-100k", 100_000, 3_000_000),
            new AllocationSuite(),
            new CoresSuite(),
            new LimitsSuite(),
            new PeerSuite(),
            new JournalSuite(),
            new AgeSuite(),
            new ScaleSuite(),
            new AlarmBurstSuite(),
            new QuerySuite(),
            new ConfigSuite(),
            new MemorySuite(),
            new SnapshotSuite(),
            new RecoverySuite(),
            new ReplaySuite(),
            new IdleSuite(),
            new StartupSuite(),
            new OpcUaClientSuite(),
            new OpcUaServerSuite(),
            new GatewayStreamSuite(),
            new GatewayValuesSuite(),
            new GatewayCommandSuite(),
            new GatewayHostileSuite(),
            new StressSuite());

    private Suites() {}
}
