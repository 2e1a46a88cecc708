/** Reads the site file, the environment and flags into definitions and settings. The only place that knows YAML. */
package io.ringmain.gateway.config;
