/**
 * What leaves the journal for other programs: samples as CSV and Parquet. The only package that knows FastCSV and Parquet;
 * it reads the journal's files and needs neither a running site nor a database.
 */
package io.ringmain.historian.export;
