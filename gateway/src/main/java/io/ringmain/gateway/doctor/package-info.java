/** Looks at a machine, a site and its data folder and says what stands in the way of running it, and what to do about it. */
package io.ringmain.gateway.doctor;
