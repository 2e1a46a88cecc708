package io.ringmain.gateway.jobs;

/**
 * What clients of jobs work on.
 *
 * @param queue jobs, submitted and looked at
 * @param files where results are
 */
public record JobDesk(JobQueue queue, JobFiles files) {}
