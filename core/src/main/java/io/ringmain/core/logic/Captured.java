package io.ringmain.core.logic;

import org.agrona.DirectBuffer;

/** A table that takes part in snapshots. */
interface Captured {

    /** Begins to keep the present contents, until the capture is over. Thread: LOGIC, one capture at a time. */
    PageCapture capture();

    /** Puts back what {@link PageCapture.Source#copyPage} gave. Thread: LOGIC, before it runs. */
    void loadPage(DirectBuffer page);
}
