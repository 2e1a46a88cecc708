package io.ringmain.gateway.prom;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where series come from. Thread: any; never blocks. */
interface SeriesSource {
    /** Type and help of a name. */
    record Metadata(String type, String help) {}

    /** Labels of all series that fit, in a stable order. */
    void find(List<Matcher> matchers, Consumer<Map<String, String>> each);

    /** The value of each series at each moment. */
    CompletableFuture<List<SeriesData>> instant(List<Matcher> matchers, Grid grid);

    /**
     * A function over the samples of the range that ends at each moment.
     *
     * @param function one of {@link Parser#OVER_TIME}
     */
    CompletableFuture<List<SeriesData>> overTime(String function, List<Matcher> matchers, long rangeNs, Grid grid);

    /** By name. */
    Map<String, Metadata> metadata();
}
