// Writes Parquet files by Arrow's Rust library, one for each line CODEC VERSION DICTIONARY PATH, and says "written". Each has
// 3,000 rows in row groups of 1,000: time (timestamp, ms), level (float64, each seventh missing), count (int64), on (bool),
// phase (text, of few words), steps (int32), share (float32), tags (a list, which is nested).
"use strict";
const fs = require("fs");
const readline = require("readline");
const arrow = require("apache-arrow");
const parquet = require("parquet-wasm");

const ROWS = 3000;
const rows = Array.from({ length: ROWS }, (none, i) => i);
const words = ["idle", "filling", "full"];

const table = new arrow.Table({
    time: arrow.vectorFromArray(
        rows.map((i) => 1763633000000 + i * 10),
        new arrow.TimestampMillisecond("UTC"),
    ),
    level: arrow.vectorFromArray(
        rows.map((i) => (i % 7 === 3 ? null : i / 4)),
        new arrow.Float64(),
    ),
    count: arrow.vectorFromArray(
        rows.map((i) => BigInt(i) * 1000000007n),
        new arrow.Int64(),
    ),
    on: arrow.vectorFromArray(
        rows.map((i) => i % 2 === 0),
        new arrow.Bool(),
    ),
    tags: arrow.vectorFromArray(
        rows.map((i) => [i, i + 1]),
        new arrow.List(new arrow.Field("item", new arrow.Int32(), true)),
    ),
    phase: arrow.vectorFromArray(
        rows.map((i) => words[i % 3]),
        new arrow.Utf8(),
    ),
    steps: arrow.vectorFromArray(
        rows.map((i) => -i),
        new arrow.Int32(),
    ),
    share: arrow.vectorFromArray(
        rows.map((i) => i / 8),
        new arrow.Float32(),
    ),
});
function write(codec, version, dictionary, path) {
    const properties = new parquet.WriterPropertiesBuilder()
        .setCompression(parquet.Compression[codec])
        .setWriterVersion(parquet.WriterVersion[version])
        .setDictionaryEnabled(dictionary === "dictionary")
        .setMaxRowGroupSize(1000)
        .build();
    const copy = parquet.Table.fromIPCStream(arrow.tableToIPC(table, "stream"));
    fs.writeFileSync(path, parquet.writeParquet(copy, properties));
    process.stdout.write("written\n");
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const [codec, version, dictionary, ...path] = line.split(" ");
    write(codec, version, dictionary, path.join(" "));
});
