/**
 * Long work: its kinds ({@link io.ringmain.gateway.jobs.JobKind}), a durable queue with priorities, attempts and leases, and
 * the threads that do it. Where the queue is kept is behind {@link io.ringmain.gateway.jobs.JobStore}.
 */
package io.ringmain.gateway.jobs;
