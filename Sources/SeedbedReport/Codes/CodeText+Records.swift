extension CodeText {
  /// Codes of single records, which become rejects: each with its meaning, and below that what to do.
  static let records = #"""
    bson.array-index
    The elements of a BSON array are not numbered 0, 1, 2 and so on. The record is damaged or was written by faulty software.
    Export the data again, for instance with `mongodump`. To load the rest, raise `rejects: {max: …}`.
    bson.duplicate-key
    A BSON document has two fields with the same name, and nothing says which one counts.
    Remove one of them in the source and export again, or accept the reject with `rejects: {max: …}`.
    bson.encoding
    A text or name in a BSON document is not UTF-8.
    Fix the value in the source database and export again, or accept the reject with `rejects: {max: …}`.
    bson.too-deep
    A BSON document nests more than 512 levels deep, the limit for one record.
    Export the nested part as records of its own, or accept the reject with `rejects: {max: …}`.
    bson.too-many-values
    A BSON document holds more than 200,000 values, the limit for one record.
    Split the document in the source and export again, or accept the reject with `rejects: {max: …}`.
    bson.type
    A BSON document holds a value of a type that BSON does not define.
    Check that the file is BSON and not damaged, then export it again.
    bson.value
    A boolean in a BSON document is neither 0 nor 1.
    The document is damaged: export it again, or accept the reject with `rejects: {max: …}`.
    columns.field-count
    A line has more or fewer columns than the header names.
    If the last column holds spaces, write `columns: {last: rest}` under `source`. If such lines are not records, name how they begin with `comment`.
    csv.bare-carriage-return
    A carriage return stands alone in a record. Lines must end with LF or CRLF, or the records cannot be told apart.
    Convert the line ends to LF and export again. Inside a field, put the value in quotes.
    csv.encoding
    A record holds bytes that are not valid in the declared encoding, UTF-8 unless `encoding` says otherwise.
    Set `encoding` under `source`, for instance `encoding: windows-1252`, or convert the file to UTF-8.
    csv.field-count
    A record has more or fewer fields than the header. Usually a delimiter inside a value is not in quotes.
    Put the value in quotes in the source. If all records differ, check `delimiter` and `header` under `dialect`.
    csv.stray-quote
    A quote stands inside a field that does not begin with one.
    Put the whole field in quotes and double the quote inside it. If quotes have no meaning in the file, write `dialect: {quote: none}`.
    csv.text-after-quote
    Text follows the closing quote of a field. Usually a quote inside the value is not doubled.
    Double quotes inside the value. If quotes have no meaning in the file, write `dialect: {quote: none}`.
    csv.too-many-fields
    A record has more than 100,000 fields, the limit for one record.
    Check `delimiter` and `quote` under `dialect`; a wrong one often splits a record into too many fields.
    csv.unclosed-quote
    A quote is not closed before the end of the file, or within 16 MiB.
    Close the quote in the source. If quotes have no meaning in the file, write `dialect: {quote: none}`.
    each.kind
    An element of a list named by `each` is not an object, so it has no fields.
    Correct `each`, so that it names a list of objects.
    each.list
    A field named by `each` holds something other than a list.
    Correct `each`, so that it names lists from the outside in. Records without the list are skipped.
    each.name
    An element of a list named by `each` has a field `outer`. That name is taken: it holds what is around the element.
    Rename the field in the source, or load the records without `each`.
    extjson.value
    A value is not what its Extended JSON name says, for instance text under `$numberLong`.
    Fix the value and export again with `mongoexport`. If the file is ordinary JSON, write `format: json` or `format: ndjson`.
    json.record
    The record is valid but not an object, so it has no fields to map.
    Check `pointer`, `each` and `format` under `source`. To load whole values, map them with `json: "*"`.
    key.conflict
    A row with this key exists and holds other values. Unless told otherwise, a backfill does not change existing rows.
    If the record should win, write `on_conflict: replace`. If they are different records, choose a `key` that tells them apart.
    key.missing
    The record has none of the fields that its key is made of.
    Check `key: {fields: […]}`, or write `key: {source_position: true}` if records have no key of their own.
    log.encoding
    A line holds bytes that are not valid in the declared encoding, UTF-8 unless `encoding` says otherwise.
    Set `encoding` under `source`, for instance `encoding: iso-8859-1`.
    log.field-count
    A line has more or fewer fields than the `#Fields` line above it names.
    Check that the line is complete. If the format of the log changed, add a `#Fields` line before the first record in the new format.
    log.torn
    A line is not in the log's format, or it was cut off while being written.
    Check `format`. For `combined_log`, declare extra fields with `log: {before: […], after: […]}`. If only single lines are damaged, accept them with `rejects: {max: …}`.
    map.missing
    The record has no value for a column that needs one.
    Give the column a value with `default`, check `from` and `null_if`, or make the column nullable in a migration.
    map.word
    The value is not one of the `words` of the mapping, and `other_words` is `reject`.
    Add the word under `words`, or remove `other_words: reject` to keep other words as they are.
    mask.bucket
    The bucket of a number does not fit the column or the range Seedbed can calculate with.
    Check the value in the source, or choose a smaller `width`.
    mask.email
    The column has the mask `email`, and the value is not an e-mail address. Seedbed does not guess how to mask it.
    Turn placeholders into null with `null_if`, or use `mask: redact` or `mask: pseudonym`.
    mask.ip
    The column has the mask `ip`, and the value is not an IP address. Seedbed does not guess how to mask it.
    If the field also holds host names, use `mask: pseudonym`. Turn placeholders into null with `null_if: ["-"]`.
    mask.key
    A pseudonym was asked for without a key. The plan of a backfill already refuses this, so it should not occur.
    Set `SEEDBED_MASK_KEY`. If the reject still occurs, report it as a bug.
    mask.phone
    The column has the mask `phone`, and the value is not a phone number of 5 to 20 digits.
    Turn placeholders into null with `null_if`, or use `mask: redact` or `mask: pseudonym`.
    money.amount
    The value is not an amount of money.
    Declare how amounts are written with `decimal_mark` and `group_mark`, and turn placeholders into null with `null_if`.
    money.currency
    The field named by `currency_from` holds no currency code of ISO 4217, such as EUR.
    Fix the code in the source. If all amounts have one currency, write `currency: EUR` instead of `currency_from`.
    money.fraction
    The amount has more digits after the point than its currency allows.
    Check `currency` and `unit`. If the column may hold more digits, map the field without `currency`.
    money.minor-fraction
    The mapping counts amounts in minor units such as cents, and this amount is not a whole number.
    If the source writes whole units such as euros, write `unit: major`.
    ofx.duplicate
    A transaction has the same element twice, and nothing says which one counts.
    Remove one of them in the file, or ask the bank for a correct export.
    ofx.structure
    The elements of a transaction are not nested correctly, or one holds more than 1,000 others.
    Export the statement again. If the bank always writes it so, accept the rejects with `rejects: {max: …}`.
    range.max
    The value is above the `max` of the mapping.
    Check the value in the source. If it is right, raise `max`.
    range.min
    The value is below the `min` of the mapping.
    Check the value in the source. If it is right, lower `min`.
    session.time
    The time of a record cannot be read, so it cannot be joined to a session.
    Check `time` and `time_format` under `sessions`.
    store.check
    A check constraint of the table refuses the row.
    Fix the value in the source, or drop such records with a `filter`. If the rule is wrong, change the check in a migration.
    store.foreign-key
    The row refers to a row that does not exist.
    Load the parent table first, or fix the value in the source. Backfills of one project already load parents before children.
    store.not-kept
    The database accepted the row but does not hold it. A trigger or rule removes it.
    Change or drop the trigger or rule, or leave such records out with a `filter`.
    store.not-null
    The row has no value for a column that needs one.
    Map the column or give it a `default` or `value`. If it may be empty, make it nullable in a migration.
    store.text-nul
    A text holds the character NUL, which PostgreSQL cannot store.
    Remove the character in the source.
    store.too-large
    The row exceeds a limit of PostgreSQL. Usually an indexed value is too long for the index.
    Shorten the value, or change the index in a migration so that it does not include the column.
    store.type
    The database does not accept a value for its column's type.
    Compare the mapping with the column's type in the database. If the type is wrong, change it in a migration.
    store.unique
    Another row already has this value in a unique column or index.
    Remove the duplicate in the source, or drop it with a `filter`. If values may repeat, remove the unique index in a migration.
    sum.term
    A field that `sum` adds up is not a number.
    Fix the value in the source. If numbers are written like `1.234,50`, add `decimal_mark: ","` and `group_mark: "."`.
    syslog.year
    The months of the log go back, so a new year began, and the backfill does not say that this may happen.
    Write `rollover: next_year` under `syslog`, and check that `year` is the year of the first line.
    time.doubled-hour
    The local time occurred twice when the clocks went back, so it could mean either.
    Say which one it is with `doubled_hour: earlier` or `doubled_hour: later`.
    time.missing-hour
    The local time did not exist, since the clocks went forward over it.
    Say what it means with `missing_hour: earlier` or `missing_hour: later`, or check `zone`.
    type.bool
    The value is not `true` or `false`.
    Say what other words mean, as in `words: {"1": true, "0": false}`.
    type.bytes
    The value is neither base64 nor hexadecimal after `\x`.
    Encode the bytes in the source in one of these ways. Base64 needs its padding.
    type.date
    The value is not a date, or not in the declared format.
    Declare how dates are written, as in `format: "%d.%m.%Y"`. Without `format`, they are written like `2026-01-15`.
    type.date-time
    The value has a time of day, and a date column would lose it.
    Use a timestamp column. To keep only the day, remove the time in the source.
    type.decimal
    The value is not a decimal number.
    Declare how numbers are written, as in `decimal_mark: ","` and `group_mark: "."`. Turn placeholders into null with `null_if`.
    type.decimal-scale
    The value has more digits after the point than the column, and Seedbed does not drop digits.
    Round with `rounding: half_even`, or give the column more digits in a migration.
    type.encoding
    The text is not UTF-8.
    Convert it to UTF-8, or set `encoding` under `source` if the format takes it.
    type.enum
    The value is not one of those that the enum column allows.
    Translate the words of the source, as in `words: {open: new}`, or add the value to the column in a migration.
    type.float
    The value is not a number in decimal notation.
    Declare how numbers are written with `decimal_mark` and `group_mark`, and turn placeholders into null with `null_if`.
    type.float-inexact
    A 64-bit float cannot hold the number: a whole number would change, or a small one would become zero.
    Use a bigint or decimal column.
    type.int
    The value is not a whole number.
    Turn placeholders into null with `null_if`. If the values have fractions, use a decimal column.
    type.json
    The text is not valid JSON, and the column takes only JSON.
    Fix the text, or use a text column.
    type.json-nul
    A text inside the JSON holds the character NUL, which PostgreSQL cannot store. It is refused on every engine.
    Remove `\u0000` from the source.
    type.kind
    A boolean, number, list or object stands in the place of another kind of value.
    Map the field inside it, as in `from: user.name`, or use a column of the right type. `json: "*"` or a json column keeps a whole tree.
    type.number-marks
    The number is not written with the marks that the mapping declares. In OFX, it may also have two possible readings.
    Declare how numbers are written, as in `decimal_mark: ","` and `group_mark: "."`.
    type.range
    The value is outside the range of its column, such as 32 bits for int, or years 0 to 9999 for times.
    Use a larger type, such as bigint or a decimal with more digits. For times, check that `format` is right.
    type.string
    The JSON holds a string, and the column needs a number or a boolean.
    If such strings are meant as numbers or booleans, write `written_as: text`. For empty strings, write `null_if: [""]`.
    type.time
    The value is not a time of day, or is finer than a microsecond.
    Times of day are written like `12:30:00`. Convert others in the source, or use a text column.
    type.timestamp
    The value is not a timestamp, or not in the declared format.
    Declare how times are written, as in `format: clf` or `format: epoch_s`. Without `format`, they are written like `2026-01-15T12:00:00Z`.
    type.timestamp-precision
    The time is finer than a microsecond, which is the most a timestamp column keeps.
    Cut the rest off with `fraction: truncate` beside `format`.
    type.uuid
    The value is not a UUID.
    UUIDs have 32 hexadecimal digits, with or without hyphens. For other ids, use a text column.
    type.zero-byte
    The text holds a zero byte, which no supported database can store as text.
    Remove the byte in the source. If the file is UTF-16, set `encoding` under `source`.
    type.zone
    The timestamp has no time zone, so the moment it means is not known.
    Say which zone is meant, as in `format: iso8601` with `zone: Europe/Berlin`, or add it in the source.
    yaml.record-kind
    A record is a list or a single value, and only a mapping has fields.
    Check `pointer` under `source`; it must name a list of mappings.
    yaml.tag
    A record has a tag that means nothing in data, such as `!ruby/object`. The record is rejected.
    Remove the tag in the source. Only `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!map` and `!!seq` are read.
    yaml.too-many-values
    A record holds more than 200,000 values, the limit for one record.
    Split the record in the source, or load its list as records with `each` or `pointer`.
    """#
}
