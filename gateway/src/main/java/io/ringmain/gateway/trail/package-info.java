/** What is on record of those who asked for something: said by all who serve requests, kept in the journal. */
package io.ringmain.gateway.trail;
