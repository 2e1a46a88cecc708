package io.ringmain.historian.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that the journal of a checkpoint is the begin of the journal of a later one: nothing of it was changed in between.
 *
 * @param from the earlier checkpoint
 * @param to the later one
 * @param keys entries of the log's keys, a line each
 */
public record ConsistencyProof(Checkpoint from, Checkpoint to, List<byte[]> path, List<String> keys) {
    public ConsistencyProof {
        keys = List.copyOf(keys);
    }

    /**
     * Checks everything.
     *
     * @param trusted the exported public key, null to trust the log's first one
     * @return what is wrong, a line each; empty when the proof holds
     */
    public List<String> problems(VerifyingKey trusted) {
        List<String> problems = new ArrayList<>(SignatureCheck.problems(to, keys, trusted, false));
        problems.addAll(SignatureCheck.problems(from, keys, trusted, true));
        boolean isConsistent = from.logId().equals(to.logId())
                && MerklePaths.isConsistent(from.size(), from.root(), to.size(), to.root(), path);
        if (!isConsistent) {
            problems.add("the " + to.describe() + " has not grown out of the " + from.describe());
        }
        return problems;
    }
}
