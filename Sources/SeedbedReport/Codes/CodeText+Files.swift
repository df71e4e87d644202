extension CodeText {
  /// Codes of files and their texts: each with its meaning, and below that what to do.
  static let files = #"""
    bson.length
    A length in the BSON does not fit the bytes around it. Inside a document this rejects the record. If it is a document's own length, reading ends.
    Check that the file is BSON and was copied in binary mode, then export or copy it again.
    bson.torn
    The file or a document in it ends too early, or a document lacks the zero byte at its end.
    Copy or export the file again, and wait until that has finished.
    columns.header
    The names of the columns cannot be read. The file may be empty, or the first line may repeat a name or be in another encoding.
    Give the names under `source`, as in `columns: {header: [pid, command]}`. If the encoding differs, set `encoding`.
    compression.corrupt
    A compressed file holds invalid data, or its checksum does not match.
    Get the file again. To see how much of it is readable, decompress it with `gzip` or `zstd`.
    compression.truncated
    A compressed file ends too early.
    Copy or export it again, and wait until that has finished.
    compression.window
    A zstd file needs more memory to decompress than Seedbed allows.
    Compress it again at level 19 or below and without `--long`, or decompress it first.
    csv.duplicate-header
    Two fields have the same name, so the mapping cannot say which one it means.
    Rename one in the file, or name all fields with `header` under `dialect`. To read both as one list, write `dialect: {duplicates: list}`.
    csv.header
    The header cannot be read. The file may be empty, or the header may be in another encoding, have a quote error or be too long.
    Fix the first line. If the file has no header, name the fields with `dialect: {header: [number, customer]}`. If the encoding differs, set `encoding`.
    csv.separator
    The first line of the file, written by Excel, names another delimiter than `dialect` does.
    Write the delimiter of the file, as in `dialect: {delimiter: ";"}`.
    file.missing
    No file exists at the path given.
    Correct the path. On the command line it starts in the current folder; in a project file, in that file's folder.
    file.unreadable
    The file exists but cannot be read, or it is a folder.
    Grant read access, or name a file in the folder.
    js-assigned.name
    A `js_assigned` source does not begin with a name and `=`.
    Check that the file begins like `window.YTD.tweets.part0 = [`. For plain JSON, write `format: json`.
    json-path.syntax
    A path into an answer is not valid JSONPath, or uses a part of it that Seedbed does not support.
    Write paths such as `$.items[0].name`, `$.items[*].id` or `$..score`.
    json-pointer.syntax
    The `pointer` of a source is not a valid JSON Pointer.
    Begin it with `/`, as in `/data/items`; an empty text is the whole document. Write `~` as `~0` and `/` inside a name as `~1`.
    json-pointer.target
    The `pointer` of a source leads nowhere or to something other than a list. A name on its way may also occur twice.
    Name the list that holds the records, as in `pointer: /data/items`. Positions in lists count from 0.
    json.duplicate-key
    An object has two fields with the same name, and nothing says which one counts. In a source this rejects the record.
    Remove one of them.
    json.encoding
    The JSON holds bytes that are not UTF-8, or half of a surrogate pair. In a source this rejects the record.
    Save or export the file as UTF-8, and write characters beyond U+FFFF as complete pairs of escapes.
    json.syntax
    The text is not valid JSON; comments and trailing commas are not allowed. In `ndjson`, it rejects only its own record.
    Fix the place that the message names. If each line is a record, write `format: ndjson`.
    json.too-deep
    The JSON nests too deeply, which is more than 512 levels in a record of a source.
    Flatten the data or export the nested part separately. In a source, accept the reject with `rejects: {max: …}`.
    json.too-many-values
    The JSON holds more values than allowed, which is 200,000 in a record of a source.
    Split the data. If the records are in a list inside the document, name it with `pointer` or `each`.
    mongodump.archive
    The file is not an archive of `mongodump`, or the archive is damaged.
    Create the archive with `mongodump --archive=FILE`. For its `.bson` files, write `format: bson`.
    mongodump.checksum
    The documents do not match the checksum in the archive, so the archive is damaged.
    Create the archive again with `mongodump --archive=FILE`.
    mongodump.namespace
    The archive does not hold what `namespace` names.
    Write the database and the collection as the archive has them, as in `namespace: shop.orders`. The message lists them.
    ofx.encoding
    The header names an encoding that Seedbed does not know, or a transaction holds bytes that are not valid in it. The latter rejects the record.
    Set the encoding under `source`, for instance `encoding: windows-1252`.
    ofx.torn
    The file is not OFX, or it ends too early.
    Download the statement again, and check that it is OFX and not HTML or CSV.
    record.too-long
    A record takes more than 16 MiB. If its end is known it is rejected; otherwise reading ends there.
    Check that the file has the format named, and that a quote or bracket is not left open. Split longer records in the source.
    report.unwritable
    A report, a history, the levels or a file of the project cannot be written.
    Check that the folder exists and can be written, and that the disk has room. Or name another place, for instance with `--report`.
    shape.kind
    A value has the wrong kind, for instance a list instead of a text.
    Write what the message says is expected. `seedbed schema FORMAT` prints what each key takes.
    shape.missing-key
    A required key is missing.
    Add the key that the message names. `seedbed schema FORMAT` prints which keys are required.
    shape.tag
    A YAML tag such as `!env` stands at a place that does not allow it.
    Remove the tag, or use one that the message lists. Put a text that begins with `!` in quotes.
    shape.unknown-key
    The file has a key that its format does not know. Ignoring it could hide a misspelling.
    Correct or remove the key. `seedbed schema FORMAT` prints all keys.
    shape.word
    A word is not one of those allowed at its place.
    Use one of the words that the message lists.
    source.encoding
    The file is UTF-16 or UTF-32 and the source does not say so, or it is UTF-16 without a byte order mark.
    For text formats other than JSON and YAML, write `encoding: utf-16`, `utf-16le` or `utf-16be`. Convert other files to UTF-8.
    source.interrupted
    A signal ended the reading of a source. What was committed is kept.
    Run the same command again; it resumes from the checkpoint.
    template.variable
    A `${NAME}` cannot be replaced: the variable is not set or empty, or the expression is not written correctly.
    Set the variable, or give a default, as in `${NAME:-value}`. For a literal `${`, write `$${`.
    unexpected
    An error occurred that Seedbed did not foresee. The message gives the system's own words.
    Fix what the message names, such as a full disk or too little memory. Otherwise report it as a bug.
    w3c.fields
    The W3C log has no `#Fields` line, repeats a name in one, or names more than 1,000 fields.
    Add the `#Fields` line of the server before the first record, or correct it.
    yaml.aliases
    Aliases repeat more than 10,000 nodes, which could fill the memory. In a source of records, this rejects the record.
    Write the values out, or use fewer aliases.
    yaml.anchor
    An alias has no anchor before it or stands inside what it repeats, or an anchor is set twice. In a source, each record needs its own anchors.
    Correct the name, or give each anchor a name of its own.
    yaml.character
    The file is not UTF-8, or holds a character that YAML does not allow.
    Save the file as UTF-8. Write control characters as escapes in double quotes, as in `"\x07"`.
    yaml.depth
    Lists and mappings nest more than 100 levels deep. In a source of records, this rejects the record.
    Flatten the structure. If the file has no such structure, look for a bracket that is not closed.
    yaml.documents
    The file holds a second document after `---`, and only one is read.
    Put each document in a file of its own.
    yaml.duplicate-key
    A mapping has the same key twice, and nothing says which one counts. In a source of records, this rejects the record.
    Remove or rename one of them.
    yaml.empty
    The file is empty or holds only comments.
    Write its content, or remove the file.
    yaml.key
    A key is missing, carries a tag, or is a list or mapping. In a source of records, this rejects the record.
    Write the key as text. Put it in quotes if it begins with `{` or `[`.
    yaml.merge-key
    The merge key `<<` is not supported. In a source of records, this rejects the record.
    Write the keys out. In seeds, `$like` and `defaults` repeat values.
    yaml.misread
    The YAML parser is known to misread this text, so Seedbed refuses it.
    Put the text in quotes if it begins with `?` or `:`. Use only letters, digits, `-` and `_` in anchors, and end the file with a line end.
    yaml.records
    The place that `pointer` names does not hold a list of records, or the list has become shorter since the last run.
    Name the list, as in `pointer: /items`. If the file changed, read it again with `seedbed backfill run NAME --restart`.
    yaml.syntax
    The text is not valid YAML.
    Fix the place that the message points at. Common causes are tabs, wrong indentation, and a text with `: ` or ` #` that is not in quotes.
    yaml.too-large
    The file is longer, or holds more values, than a file that is read as a whole may.
    Split the file. Load large data as a backfill with `format: yaml`.
    """#
}
