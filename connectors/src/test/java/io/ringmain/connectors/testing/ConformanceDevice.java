package io.ringmain.connectors.testing;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;

/**
 * The counterpart that a {@link ConnectorConformanceTest} runs a connector against: a real device or server, best one that
 * somebody else has made. Made anew for each test, down at first; it keeps its address while it goes down and up.
 *
 * <p>Thread: the test's.
 */
public interface ConformanceDevice extends AutoCloseable {

    /** Makes the connectors under test. */
    ConnectorProvider provider();

    /**
     * A connector to this device, with short pauses: it should come back within a second, and notice a device that is silent
     * within a few.
     */
    ConnectorDefinition connector(String name);

    /** At least two tags that all have a value while the device is up; the last one may be what is written. */
    List<TagDefinition> tags(String connector);

    /** Serves, as from the first time or again; returns when connectors can reach it. */
    void up();

    /** Is gone: connections break, new ones are refused. */
    void down();

    /**
     * Gives a tag another value.
     *
     * @param tag index in {@link #tags}
     * @return what is to be published then, boxed as {@link RecordingContext.Update}; null when it is not known, and any
     *     further update will do
     */
    Object change(int tag);

    /**
     * Keeps its connections and answers nothing any more, or answers again.
     *
     * @return false when it can not do that
     */
    default boolean hang(boolean isHanging) {
        return false;
    }

    /**
     * Gives a tag a status that is not good.
     *
     * @return the status that is to be published, 0 when it can not do that
     */
    default int degrade(int tag) {
        return 0;
    }

    /** A write that the device carries out; null without {@link Ability#WRITES}. */
    default DeviceWrite accepted(long writeId) {
        return null;
    }

    /** Whether the last {@link #accepted} write has arrived. */
    default boolean isCarriedOut() {
        return true;
    }

    /** A write that the device refuses; where none are taken, any. */
    DeviceWrite rejected(long writeId);

    /** A write to an address that the device does not have; null without {@link Ability#WRITES}. */
    default DeviceWrite unknown(long writeId) {
        return null;
    }

    /** Whether source times are about now. */
    default boolean isTimedByNow() {
        return true;
    }

    /** Threads that may outlive connector and device, because a library shares them between all. */
    default boolean isShared(Thread thread) {
        return false;
    }

    @Override
    void close();
}
