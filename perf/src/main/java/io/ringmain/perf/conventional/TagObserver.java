package io.ringmain.perf.conventional;

/** Is told of every value of a tag it watches, in order, by one thread at a time. */
interface TagObserver {

    /**
     * @param statusCode OPC UA status code
     * @param timeNs when the value came in, ns since the epoch
     */
    void onValue(double value, int statusCode, long timeNs);
}
