/** What is made of the journal of a data folder, by commands and by jobs; looking at it changes nothing. */
package io.ringmain.gateway.recorded;
