/** What is shipped besides our own code, held against what is known of it. */
package io.ringmain.gateway.supply;
