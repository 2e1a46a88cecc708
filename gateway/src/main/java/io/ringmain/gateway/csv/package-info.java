/** Definitions of tags as a table for spreadsheets. The only package of the gateway that knows FastCSV. */
package io.ringmain.gateway.csv;
