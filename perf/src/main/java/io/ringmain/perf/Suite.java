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

    /** Whether a profiler sees what it measures: when it has missed a target it runs once more with one. */
    default boolean isProfiled() {
        return isForked();
    }

    /** Whether it is in the short profile; the long one has every suite, and {@code --only} finds each. */
    default boolean isInShort() {
        return true;
    }

    /** How long it takes on two cores, start of its JVM included; the sum of the short ones stays under 10 minutes. */
    default int seconds(boolean isLong) {
        return isLong ? 300 : 30;
    }

    /** The names among its figures that others rely on: each is given by one suite, whenever the suite is measured. */
    default List<String> fixedNames() {
        return List.of();
    }

    /** JVM flags beyond those of the product, for a forked suite that needs more memory than a usual site. */
    default List<String> jvmFlags() {
        return List.of();
    }

    /** @param isLong whether time does not matter */
    List<Figure> run(boolean isLong);
}
