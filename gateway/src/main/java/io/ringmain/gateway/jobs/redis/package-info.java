/** The queue of jobs in Redis: streams for what is due, one script an operation, so that each is done as a whole or not. */
package io.ringmain.gateway.jobs.redis;
