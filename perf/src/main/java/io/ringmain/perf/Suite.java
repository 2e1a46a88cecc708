package io.ringmain.perf;

import io.ringmain.perf.report.Figure;
import java.util.List;

/** Something that is measured by one name on the command line. */
public interface Suite {

    String name();

    /** What it measures, one line. */
    String describe();

    /** Whether it gets a fresh JVM, so that what ran before does not colour it. JMH and jcstress start their own. */
    boolean isForked();

    /** JVM flags beyond those of the product, for a forked suite that needs more memory than a usual site. */
    default List<String> jvmFlags() {
        return List.of();
    }

    /** @param isLong whether time does not matter */
    List<Figure> run(boolean isLong);
}
