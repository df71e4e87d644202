extension CodeText {
  /// Codes of backfills: each with its meaning, and below that what to do.
  static let backfill = #"""
    backfill.changed
    A source file or the mapping is not what an earlier run read. Going on from the checkpoint could lose records or load them twice.
    Restore the file or the mapping, or read everything again with `seedbed backfill run NAME --restart`. If a loaded last line has grown, set `on_conflict: replace` first. If the source has `sessions`, put new records in a file of their own.
    backfill.check
    An entry of `check` cannot be evaluated. It needs a number after `equals`, exactly one of `count` and `sum`, and a column that can be summed.
    Write one of `count` and `sum`, and a number after `equals`. Sum only mapped columns of type int, bigint, decimal or id.
    backfill.conservation
    The records read and the records counted differ, which is a fault in Seedbed. The batch was rolled back.
    Report it as a bug, with the message and the backfill file. Batches committed before are kept.
    backfill.field
    The mapping reads a field that the source does not have. With `unmapped: reject`, a field that no mapping reads is an error too.
    Correct the name; the message lists the fields there are. If the fields are not separated as expected, set `dialect: {delimiter: ";"}` under `source`. To accept unread fields, write `unmapped: report`.
    backfill.file-missing
    No file matches an entry of `files` under `source`.
    Correct the path, which starts at the folder of the backfill file, or put the export there. `*` stands for any part of a name.
    backfill.file-unreadable
    A source file that was read before cannot be read now, or has become shorter. Rows that were loaded are kept.
    Restore the file or grant read access, then run the same command again.
    backfill.filter
    A filter has no condition, or its condition cannot work. Its column may not exist, may not be mapped or may be masked, or the text may not fit the column.
    Write conditions on columns that are mapped and not masked, such as `drop_if: {page: /healthz}`.
    backfill.folder
    The folder of backfills does not exist, two backfills have the same name, or a file's name does not end in `.yaml`.
    Create the folder, or name another with `history:` in seedbed.yaml. Give each backfill a name of its own, and rename `.yml` files to `.yaml`.
    backfill.format
    The name or pattern of a time format is not known.
    Use a named format such as `iso8601`, `clf` or `epoch_ms`, or a pattern such as `%Y-%m-%d %H:%M:%S`.
    backfill.interrupted
    A signal ended the backfill. What was committed is kept.
    Run the same command again; it resumes from the checkpoint.
    backfill.key
    Nothing says what a row's key is, two places say it, or the column cannot hold a key made from the source.
    Map the key column, or write `key: {fields: [number]}` or `key: {source_position: true}`, but only one of these. A made key is a UUID and needs a text or uuid column.
    backfill.mapping
    The mapping cannot work. A column does not exist, is computed by the database or lacks a value, or the keys of an entry contradict each other.
    Correct the entry that the message points at. `seedbed schema backfill` prints all keys an entry can have.
    backfill.mask-key
    The backfill makes pseudonyms, and `SEEDBED_MASK_KEY` is not set or is shorter than 16 bytes. A short key could be guessed.
    Set `SEEDBED_MASK_KEY` to a long secret, such as the output of `openssl rand -hex 32`. Keep it, since only the same key gives the same pseudonyms.
    backfill.name
    The command line names a backfill that does not exist.
    Use one of the names in the message, or leave the name out to run all. The name stands after `backfill:` in the file, and is not the file's name.
    backfill.path
    No record of the source has a path that the mapping reads, so the column would stay empty.
    Correct the path; dots separate its names, as in `from: user.name`. If records need not have it, write `optional: true`.
    backfill.personal
    A field looks as if it identifies a person, and the backfill neither masks it nor says why it is kept.
    Add a mask, such as `mask: redact`, or `mask: pseudonym` with a `domain`. To keep the values, write `keep: "why"`. For a field that makes the key, write it under `key`.
    backfill.recipe
    The backfill file names a recipe that does not exist.
    Correct `recipe:`. `seedbed backfill recipes` lists the recipes there are.
    backfill.recipe-name
    The command line names a recipe that does not exist.
    Correct the name. `seedbed backfill recipes` lists the recipes there are.
    backfill.reconcile
    The target table has no primary key, so records cannot be matched with their rows.
    Give the table a primary key, or compare whole databases with `seedbed db compare`.
    backfill.reject
    The command line names a reject that does not exist, or a line on which there are several.
    List them with `seedbed backfill rejects list NAME --all`. If a line has several, give the record's number: `seedbed backfill rejects show NAME FILE NUMBER`.
    backfill.reject-limit
    A limit under `rejects` is negative or not a number.
    Write limits of 0 or more, such as `rejects: {max: 10, max_ratio: 0.1%}`.
    backfill.rejects
    More records were rejected than the backfill accepts. Unless `rejects` says otherwise, it accepts none.
    Fix the source or the mapping; `seedbed backfill rejects list NAME` shows the rejects that were kept. To accept that many, raise `max` or `max_ratio` under `rejects`.
    backfill.run
    The database knows no such run or backfill. If the command is `undo`, the table, its key or a loaded column may also be gone.
    List the runs with `seedbed backfill status`. If rows can no longer be told apart, remove them with SQL.
    backfill.source
    The `source` part contradicts itself or its format. Examples are a `dialect` for JSON, a query without `order_by`, and a file outside the backfill's folder.
    Correct the key that the message points at. `seedbed schema backfill` prints the keys there are. Put exports in the folder of the backfill file or below it.
    backfill.spool
    A source that can be read only once is copied to a temporary folder first, and that copy cannot be written.
    Set `TMPDIR` to a folder that can be written and has room for the source, then run again.
    backfill.standard-input
    The source is standard input, but nothing is piped in, it cannot be read, or `--worker` asks to share it.
    Pipe the export in, as in `seedbed backfill run NAME < export.csv`, and leave out `--worker`.
    backfill.target
    The target table does not exist after the migrations.
    Correct `target:`, or create the table in a migration with `create_collection`.
    backfill.trace
    The row cannot be looked up. The table does not exist or has no primary key, or the values given do not fit the key.
    Give the table and one value for each key column, in order, as in `seedbed backfill trace TABLE KEY`.
    check.conservation
    The counters of a backfill do not add up, or do not match the rejects that are kept. Usually somebody changed Seedbed's own tables.
    Look with `seedbed backfill reconcile NAME` and `seedbed backfill rejects list NAME --all`. `seedbed backfill run NAME --restart` reads and counts everything again.
    check.provenance
    Rows that a backfill loaded are gone, or their whole table is.
    See which with `seedbed backfill reconcile NAME`. `seedbed backfill run NAME --restart` loads missing rows again, once the table exists.
    guess.columns
    No field of the export fits a column of the table, so there is nothing to draft.
    Name another table with `--target`, or write the backfill file by hand.
    guess.draft
    Seedbed drafted a backfill that would not read as valid, and did not print it.
    Write the backfill file by hand; the cause says what was wrong with the draft.
    guess.format
    No format fits the file, or it fits too few of its records.
    Remove lines that are not records, or follow the advice in the message, for instance to unpack or export again. Otherwise write the backfill file by hand.
    source.content
    The file is of another kind than its `format` says, for instance a ZIP archive or an Excel file.
    Unpack, decompress or export the file as the message advises. Gzip and zstd files are read as they are; for an SQLite file, write `format: sqlite`.
    """#
}
