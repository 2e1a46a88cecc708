package io.ringmain.historian.questdb;

/**
 * The table of samples.
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>ts</td><td>source time, ns; the time of intake when the source's can not be right</td></tr>
 * <tr><td>tag</td><td>name</td></tr>
 * <tr><td>type</td><td>code of the {@link io.ringmain.core.tag.TagType}, 0 for an update without a value</td></tr>
 * <tr><td>value</td><td>the number; 0 or 1 for bool, NULL for string and for what is no finite number</td></tr>
 * <tr><td>long</td><td>int64 exactly; bits of a float64 that is NaN or infinite, which QuestDB stores as NULL</td></tr>
 * <tr><td>text</td><td>string; an array as JSON, but for NaN and infinities in it</td></tr>
 * <tr><td>quality</td><td>status code without sign: as an INT, plain "bad" (80000000) would be NULL</td></tr>
 * <tr><td>sequence</td><td>event in the journal</td></tr>
 * <tr><td>ordinal</td><td>0 the event's own update, from 1 the results of the event</td></tr>
 * <tr><td>ingress</td><td>ring time of intake, ns</td></tr>
 * <tr><td>source_given</td><td>the source time as given, when ts is not that</td></tr>
 * </table>
 *
 * <p>Sequence and ordinal are in the key, so two updates of one tag with one source time are two rows, and the same
 * update sent twice is one.
 */
final class SamplesTable {
    static final String NAME = "samples";

    static final String TS = "ts";
    static final String TAG = "tag";
    static final String TYPE = "type";
    static final String VALUE = "value";
    static final String LONG = "long";
    static final String TEXT = "text";
    static final String QUALITY = "quality";
    static final String SEQUENCE = "sequence";
    static final String ORDINAL = "ordinal";
    static final String INGRESS = "ingress";
    static final String SOURCE_GIVEN = "source_given";

    /** One row when there is such a table: its id, which a table made anew does not share, and whether it is ours. */
    static final String IDENTITY =
            "SELECT id, dedup AND designatedTimestamp = 'ts' FROM tables() WHERE table_name = '" + NAME + "'";

    /** One row: the last transaction that was taken, and the last one that queries see. */
    static final String TRANSACTIONS = "SELECT sequencerTxn, writerTxn FROM wal_tables() WHERE name = '" + NAME + "'";

    static final String CREATE = "CREATE TABLE IF NOT EXISTS " + NAME
            + " (ts TIMESTAMP_NS, tag SYMBOL CAPACITY 4096 CACHE, type BYTE, value DOUBLE, \"long\" LONG, text VARCHAR,"
            + " quality LONG, sequence LONG, ordinal INT, ingress TIMESTAMP_NS, source_given LONG)"
            + " TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts, tag, sequence, ordinal)";

    private SamplesTable() {}
}
