package io.ringmain.historian.records;

import io.ringmain.historian.sql.Row;

/**
 * How far the tables are, and of which journal they are.
 *
 * @param folder identity of the data folder
 * @param format of the rows
 * @param sequence last sequence of the last batch, 0 for none
 * @param batchFirst first sequence of that batch
 * @param batchTimeNs ring time of its first record
 * @param refused rows refused so far
 */
record StoredPosition(String folder, int format, long sequence, long batchFirst, long batchTimeNs, long refused) {
    static final String SELECT = "SELECT folder, format, sequence, batch_first, batch_time, refused"
            + " FROM projection_position WHERE id = 1";
    static final String INSERT = "INSERT INTO projection_position"
            + " (id, folder, format, sequence, batch_first, batch_time, refused) VALUES (1, ?, ?, 0, 0, 0, 0)";
    static final String UPDATE = "UPDATE projection_position SET sequence = ?, batch_first = ?, batch_time = ?,"
            + " refused = refused + ? WHERE id = 1 AND sequence = ?";
    static final String ADOPT = "UPDATE projection_position SET folder = ? WHERE id = 1";

    static StoredPosition of(Row row) {
        return new StoredPosition(
                row.text("folder"),
                row.int32("format"),
                row.int64("sequence"),
                row.int64("batch_first"),
                row.int64("batch_time"),
                row.int64("refused"));
    }
}
