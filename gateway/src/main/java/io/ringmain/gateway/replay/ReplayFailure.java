package io.ringmain.gateway.replay;

import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.journal.DamagedJournalException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a user is told when a replay can not go on. */
final class ReplayFailure {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayFailure.class);

    private ReplayFailure() {}

    static Problem of(Throwable failure) {
        if (failure instanceof ReplayException || failure instanceof ProvisionException) {
            return new Problem(410, "span-not-kept", failure.getMessage());
        }
        if (failure instanceof DamagedJournalException) {
            return new Problem(500, "journal-damaged", "The journal is damaged: " + failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            LOG.error("There is no memory for a replay: {}", failure.getMessage());
            return Problem.unavailable("replay-too-large", "There is no memory for another state of this site.", 60);
        }
        LOG.error("A replay failed unexpectedly", failure);
        return new Problem(500, "internal-error", "The server has made an error; its log says more.");
    }
}
