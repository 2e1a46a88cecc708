/**
 * CSV and Parquet files as live sources behind {@link io.ringmain.core.spi.Connector}, type {@code file}.
 *
 * <p>One thread a connector, {@link io.ringmain.connectors.file.FileReplay}. FastCSV reads CSV; of Parquet, Apache Parquet's own
 * modules read schema, pages and encodings, and the file around them is read here, so that nothing of Hadoop is needed.
 */
package io.ringmain.connectors.file;
