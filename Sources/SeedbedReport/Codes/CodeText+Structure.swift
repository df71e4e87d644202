extension CodeText {
  /// Codes of migrations and seeds: each with its meaning, and below that what to do.
  static let structure = #"""
    lint.adopted-not-distributed
    A migration may adopt a table that it would distribute. An adopted table stays on one node, since only an empty table is distributed.
    Distribute the adopted table by hand, with Citus' own functions.
    lint.decimal-order
    A decimal column is part of a key or index. SQLite sorts it as text, so 10 comes before 9, and PostgreSQL sorts it as a number.
    Use `type: bigint` and store the smallest unit, or sort by `CAST(column AS NUMERIC)` in queries.
    lint.long-name
    A name is longer than PostgreSQL keeps, which is 63 bytes.
    Choose a shorter name.
    lint.no-primary-key
    A distributed table has no primary key. Without one, its rows cannot move between nodes while they are written.
    Add a primary key that includes the column after `distribute`.
    lint.same-name
    Two names are one and the same to PostgreSQL, which keeps tables and indexes in one list and cuts names at 63 bytes.
    Rename one of them so that they differ within the first 63 bytes.
    lint.sql-skips-postgres
    An `sql` step is skipped on PostgreSQL, so the change would be missing there.
    If PostgreSQL needs the change, write it after `postgres:` instead of `skip`.
    lint.sqlite-function
    An expression that every engine runs calls a function that only SQLite has.
    Use a function that both engines have, or write an `sql` step with a text for each engine.
    migration.adoption
    The migration is to adopt an existing table, but the table differs from what its steps would create.
    Change the migration or the database until both agree, as the listed differences show. Then run `seedbed migrate up` again.
    migration.certain
    The migration named is not in doubt, so there is nothing to settle.
    See which migrations are in doubt with `seedbed migrate status`.
    migration.distribution
    A distributed database could not apply the step. Unique keys must include the column it distributes by, and references must stay on one node.
    Include that column in the primary key and in unique indexes. Distribute both tables by the column that joins them, or write `reference: true` for the smaller one.
    migration.drift
    The file of a migration changed after it was applied, so the file no longer describes the database.
    Restore the file, and write the change as a new migration.
    migration.engines-differ
    An expression would mean different things on SQLite and PostgreSQL.
    Rewrite it as the message suggests, or use an `sql` step with a text for each engine.
    migration.folder
    The folder of migrations does not exist.
    Create it, or name another with `migrations:` in seedbed.yaml.
    migration.impossible
    The migrations before it do not allow this step. For instance, it names a table or column that does not exist, or creates one that does.
    Correct the name or the step. Check that the migration it depends on has an earlier id.
    migration.in-doubt
    A migration outside a transaction was interrupted, and Seedbed cannot know whether its change was made.
    Look for the change in the database. Then run `seedbed migrate resolve ID --applied` if it is there, or `--pending` to make it again.
    migration.irreversible
    The migration cannot be taken back: it says so, it adopted what was there, or a step has no opposite.
    Write the steps that take it back under `down:`, or write a new migration that undoes the change.
    migration.long-name
    A name is longer than PostgreSQL keeps, which is 63 bytes. Longer names would be cut without warning.
    Choose a shorter name.
    migration.loses-records
    A migration drops a table that holds rows, and the database has no test mark.
    If the rows may go, add `--i-know-this-is NAME`. If it is a test database, mark it with `seedbed db mark --i-know-this-is NAME`.
    migration.missing
    A migration was applied, and its file is gone. Without it, nobody can tell what the database should look like.
    Restore the file, for instance from version control. To undo a migration, use `seedbed migrate down` before removing its file.
    migration.order
    A migration that is not applied has an earlier id than one that is. Databases would end up with different orders.
    Rename its file so that its id comes after the last one applied.
    migration.requirement
    A `require` of the migration does not hold: a table is missing, or exists already.
    Create or remove the table first. To skip the migration or adopt an existing table, write `else: skip` or `else: adopt`.
    migration.sql
    An `sql` step has no statement, or one that cannot run there. Examples are `BEGIN`, `ATTACH`, and what cannot run inside a transaction.
    Leave transaction control and session settings out. What needs to run outside a transaction goes in a file of its own, with `transaction: none`.
    migration.step
    A step or a requirement cannot be understood. It may hold several changes, or share its file although it runs outside a transaction.
    Begin each change with `- `. Give a step with `transaction: none` its own file. `seedbed schema migration` prints the keys there are.
    migration.step-failed
    The database refused a step, or a table of that name exists already. The cause gives the database's own words.
    Fix the cause and run `seedbed migrate up` again. To take over an existing table, add `require: [{no_table: NAME, else: adopt}]`. After a failure outside a transaction, use `seedbed migrate resolve`.
    migration.type
    A column type is unknown, an enum lists no values, or a default does not fit its type.
    Use a type from the message, such as `text`, `bigint` or `"decimal(12,2)"`. Write enums as `{type: enum, values: [new, paid]}`.
    migration.unread
    A file looks like a migration but would not be read, since it ends in `.yml` or lies in a subfolder.
    Rename it to end in `.yaml`, or move it up into the folder of migrations.
    seed.clock
    A value depends on the current time, and the set has no `clock`. Without a fixed clock, the rows would differ on each load.
    Add a time beside `set:`, as in `clock: 2026-01-15T12:00:00Z`.
    seed.collection
    A seed names a table that the migrations do not create.
    Correct the name, or create the table in a migration with `create_collection`.
    seed.column
    A seed row names a column that the table does not have, or that the database computes itself.
    Correct the name, or leave out the column that the database computes.
    seed.expectation
    The set does not have as many rows as `expect` says.
    Add or remove rows, or correct the count under `expect`. Rows of included sets count too.
    seed.file
    A `!file` names a file that cannot be read, or that lies outside the folder of seeds.
    Put the file in the folder of seeds or below it, and write its path relative to that folder.
    seed.folder
    The folder of seeds does not exist, two sets have the same name, or a file's name does not end in `.yaml`.
    Create the folder, or name another with `seeds:` in seedbed.yaml. Give each set a name of its own, and rename `.yml` files to `.yaml`.
    seed.key
    Two rows have the same key, or the table has no key by which a seed could find its rows again.
    Give each row a key of its own, also one made with `$like`. If the table has no key of text, whole numbers or UUIDs, add one in a migration.
    seed.label
    A label is missing, used twice or unknown, or its range is not written correctly.
    Give each row a label of its own, as in `ada: {email: ada@example.com}`. Write ranges as `"user-{1..50}"`. After `$like`, name a row that stands earlier in the same table.
    seed.missing
    A row has no value for a column that needs one, or another row needs a value that only the database will make.
    Write the value in the row, or for all rows of the table under `defaults`.
    seed.order
    Tables refer to each other in a ring, so none of them can be loaded first.
    Make one of the references nullable in a migration. Seedbed then fills it last.
    seed.reference
    A reference names a label that no row has, or a value that depends on itself.
    Correct the label, or add the row. If the row is in another set, add that set under `include`.
    seed.refused
    The database or the mode of the set refused a row: it breaks a constraint, exists already, or other rows still need it. Nothing was changed.
    Fix the row that the message points at. If the row exists already, write `mode: upsert` or `mode: replace`. If other rows need it, add it to the set.
    seed.set
    A file names a seed set that does not exist, under `set`, `include` or `proof`. Or sets include each other in a ring.
    Correct the name, or remove the ring from `include`. A set is named by what stands after `set:` in its file.
    seed.set-named
    The command line names a seed set that does not exist.
    Correct the name. It stands after `set:` in the file, and is not the file's name.
    seed.value
    A value does not fit its column, or its tag cannot be used there.
    Write the value as the column's type needs it; the message says how. Check that a variable named with `!env` is set.
    """#
}
