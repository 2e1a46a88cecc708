package io.ringmain.gateway.jobs;

/**
 * The file that a job has made.
 *
 * @param name for whoever downloads it
 * @param file its path below the folder of jobs
 * @param sha256 of its content, in hexadecimal digits
 */
public record JobResult(String name, String contentType, long bytes, String sha256, String file) {}
