package io.ringmain.historian.export;

import java.io.IOException;
import java.io.OutputStream;

/** The formats of exported samples. */
public enum ExportFormat {
    /** RFC 4180, UTF-8, a header line. Texts are written so that a spreadsheet does not take them for formulas. */
    CSV {
        @Override
        RowFile open(OutputStream out) throws IOException {
            return new CsvFile(out, true);
        }
    },
    /** RFC 4180, UTF-8, a header line, texts exactly as they are: for programs, not for spreadsheets. */
    CSV_EXACT {
        @Override
        RowFile open(OutputStream out) throws IOException {
            return new CsvFile(out, false);
        }
    },
    /** Apache Parquet, pages compressed by GZIP. */
    PARQUET {
        @Override
        RowFile open(OutputStream out) throws IOException {
            return new ParquetFile(out);
        }
    };

    abstract RowFile open(OutputStream out) throws IOException;
}
