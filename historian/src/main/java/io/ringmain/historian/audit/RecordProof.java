package io.ringmain.historian.audit;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows that one record was in the journal when a checkpoint was signed, to somebody who has nothing else but the public key.
 *
 * @param sequence of the record
 * @param batch in which it stands
 * @param configuration batch of the last configuration before it, for names; null when it was left out
 * @param checkpoint that covers both
 * @param keys entries of the log's keys, a line each
 */
public record RecordProof(
        long sequence, BatchProof batch, BatchProof configuration, Checkpoint checkpoint, List<String> keys) {
    public RecordProof {
        keys = List.copyOf(keys);
    }

    /**
     * Checks everything.
     *
     * @param trusted the exported public key, null to trust the log's first one
     * @return what is wrong, a line each; empty when the proof holds
     */
    public List<String> problems(VerifyingKey trusted) {
        List<String> problems = new ArrayList<>(SignatureCheck.problems(checkpoint, keys, trusted, false));
        try {
            check("record", batch, problems);
            if (!holds(batch, sequence)) {
                problems.add("the batch holds no record of sequence " + sequence);
            }
            if (configuration != null) {
                check("configuration", configuration, problems);
                site();
            }
        } catch (AuditException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private void check(String what, BatchProof proof, List<String> problems) {
        boolean isIncluded = MerklePaths.isIncluded(
                proof.leafHash(), proof.leaf(), checkpoint.size(), proof.path(), checkpoint.root());
        if (!isIncluded) {
            problems.add("the batch of the " + what + " does not lead to the root of the " + checkpoint.describe());
        }
    }

    static boolean holds(BatchProof batch, long sequence) {
        boolean[] isFound = {false};
        batch.decode(decoder -> {
            isFound[0] = decoder.event().sequence == sequence;
            return !isFound[0];
        });
        return isFound[0];
    }

    /**
     * The configuration of the proof, without names when it has none.
     *
     * @throws AuditException when it can not be read
     */
    public SitePlan site() {
        SitePlan[] site = {SitePlan.EMPTY};
        if (configuration != null) {
            try {
                configuration.decode(decoder -> {
                    Event event = decoder.event();
                    if (isConfiguration(event) && event.sequence <= sequence) {
                        site[0] = SitePlan.decode(event.configuration);
                    }
                    return true;
                });
            } catch (AuditException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new AuditException("the configuration of the proof can not be read: " + e.getMessage(), e);
            }
        }
        return site[0];
    }

    static boolean isConfiguration(Event event) {
        return event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED;
    }
}
