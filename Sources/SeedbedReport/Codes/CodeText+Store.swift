extension CodeText {
  /// Codes of databases: each with its meaning, and below that what to do.
  static let store = #"""
    check.leftover
    A command that was killed left something behind: missing indexes, rows changed by a verification, or a copy of the database.
    Restore rows with `seedbed db restore`, and add `--i-know-this-is NAME` if the message says so. The next command that writes rebuilds indexes. The next `seedbed verify run` on a copy removes old copies.
    check.orphans
    Rows refer to rows that do not exist.
    Add the missing rows, or remove the references or the rows that hold them.
    check.unsound
    SQLite finds the database file damaged.
    Restore the file from a backup. Until then, do not write to it.
    compare.collection
    Neither database has a table with the name given.
    Correct the name, or leave it out to compare all tables.
    compare.unstable
    A table changed while it was compared, so the result would be wrong.
    Stop other programs that write to the databases, then run `seedbed db compare` again.
    store.bookkeeping
    One of Seedbed's own tables holds a value that this version cannot read. A newer version wrote it, or somebody changed it by hand.
    Use the newer version of `seedbed`, or restore the database from a backup.
    store.busy
    Another command or program is working on the database, or changed it while it was read.
    Wait until it ends, for instance with `--wait 60s`. `seedbed db unlock` shows who holds the lock, and frees it if that run is gone.
    store.cancelled
    The database ended a statement because of a time limit or a signal. The step was rolled back.
    Run the command again. On PostgreSQL, raise the limit in the address if needed, as in `?statement_timeout=10min`.
    store.column-in-use
    The column cannot be dropped, since something else names it: a check, an index, a view, a trigger, a generated column or a reference.
    Change or drop what the message names first, in an earlier step.
    store.constraint
    A constraint of the database refused a change, or rows in the table break one. For a single record of a backfill, this is a reject.
    Fix the rows or values that the message names, then run again. If a key exists twice, leave one row for each key.
    store.in-doubt
    The connection broke during a commit, and the server could not tell whether it was made.
    Run the same command again. It first reads what was kept, so nothing happens twice.
    store.lock-lost
    This run lost the lock of the database, since another run took it over or a person removed it. The current step was rolled back.
    See who works on it with `seedbed db unlock`, and run again when that run has ended. If a verification had changed rows, run `seedbed db restore`.
    store.lost
    The connection to the database broke. What was committed is kept.
    Check that the server is up and can be reached, then run the same command again.
    store.open
    The database cannot be opened or read: it does not exist, is not a database, is damaged, or the server or file refuses access.
    Check the address, access rights and credentials. For SQLite, check that the folder exists and that the file has only one name (hard link).
    store.pooled
    The address leads to a connection pooler, and this work needs connections of its own.
    Use the address of the PostgreSQL server itself.
    store.sequence
    The role may not move the sequence that numbers a column, so the service's next insert would repeat a key. The step was rolled back.
    Grant it on PostgreSQL, as in `GRANT SELECT, UPDATE ON SEQUENCE name TO role`.
    store.statement
    The database could not run a statement. The cause gives its own words.
    Fix the SQL, table or query that the message names. Leave out `BEGIN`, `COMMIT` and `ROLLBACK`, since each step already runs in a transaction.
    store.test-mark-missing
    The command removes or replaces rows, and the database has no test mark. This protects databases with real data.
    If it is a test database, run `seedbed db mark --i-know-this-is NAME`. To allow only this command, add `--i-know-this-is NAME` to it.
    store.test-mark-refused
    The test mark goes only on an empty database, and this one holds something. It could be somebody's real data.
    If it is a test database, run `seedbed db mark --i-know-this-is NAME`. Otherwise use a new, empty database.
    store.unshared
    Several workers cannot share an SQLite database, since only one process writes to the file at a time.
    Leave out `--worker`, or load into PostgreSQL.
    store.url
    The database address cannot be used: it is incomplete, ambiguous, or for another engine than needed.
    Write a file such as `sqlite:shop.sqlite`, or `postgres://USER@HOST/DATABASE`. In names and passwords, write `@` as `%40` and `/` as `%2F`, or use `PGPASSWORD`.
    store.write
    The database cannot be written: the file or server is read-only, the disk is full, or the role lacks a right.
    Check the rights of the file and its folder, or grant the role the right. Make room on the disk, then run again.
    """#
}
