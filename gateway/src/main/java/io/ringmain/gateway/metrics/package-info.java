/**
 * The site's own figures for Prometheus, by Micrometer. What the plant counts is read when somebody asks; nothing is added
 * to the path of an event. No label ever holds the name of a tag. Besides the databases' monitor the only package that knows
 * Micrometer.
 */
package io.ringmain.gateway.metrics;
