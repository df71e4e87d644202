// Functions of SQLite with a variable number of arguments, which Swift cannot call.

struct sqlite3;
int sqlite3_db_config(struct sqlite3 *database, int operation, ...);

static inline int seedbed_foreign_keys(struct sqlite3 *database) {
  int are_on = 0;
  sqlite3_db_config(database, 1002, -1, &are_on);
  return are_on;
}

// SQLITE_DBCONFIG_ENABLE_FKEY, which works inside a transaction, unlike the PRAGMA.
static inline int seedbed_set_foreign_keys(struct sqlite3 *database, int are_on) {
  return sqlite3_db_config(database, 1002, are_on, (int *)0);
}
