/** Looking around in devices: walks with limits, and the tags that what is found there makes. Knows no protocol and no web. */
package io.ringmain.gateway.browse;
