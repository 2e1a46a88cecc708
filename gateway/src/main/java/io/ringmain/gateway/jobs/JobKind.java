package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;

/** A kind of long work. Thread: {@link #run} one worker a job, several at once; everything else any. */
public interface JobKind {

    /** As clients name it, for example {@code export}. */
    String name();

    /** What who submits it needs besides {@link Permission#RUN_JOBS}; {@link Permission#VIEW} for nothing more. */
    Permission permission();

    /** Where it can be done; in the site's own process unless said otherwise. */
    default Place place() {
        return Place.SITE;
    }

    /** Where it can be done with these parameters, which {@link #validate} has accepted. */
    default Place place(JsonNode parameters) {
        return place();
    }

    /** Whether it looks at the site in a session of who has submitted it, which a token of a program may not begin. */
    default boolean isInUsersSession(JsonNode parameters) {
        return false;
    }

    /**
     * Whether it does no harm when it is begun again from its beginning. One that is not is begun once at most: when its
     * process dies in the middle it has failed.
     */
    default boolean isIdempotent(JsonNode parameters) {
        return true;
    }

    /**
     * Looks at the parameters, an object, before the job is queued.
     *
     * @throws io.ringmain.gateway.view.Problem that says which parameter is wrong and what is allowed; see
     *     {@link Parameters}
     */
    void validate(JsonNode parameters);

    /**
     * Does the work. Asks often whether it is cancelled; keeps memory and threads bounded.
     *
     * @throws JobFailure when another attempt would end the same way
     * @throws JobCancelledException when it has ended early because it was cancelled
     * @throws Exception when another attempt may help, if the job is idempotent
     */
    void run(JobRun run) throws Exception;
}
