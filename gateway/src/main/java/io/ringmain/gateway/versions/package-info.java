/** What was changed in the configuration, change by change, with who and why; and the way back. */
package io.ringmain.gateway.versions;
