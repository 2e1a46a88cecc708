/** The kinds of jobs; what they do is shared with the commands of the same names. */
package io.ringmain.gateway.jobs.kinds;
