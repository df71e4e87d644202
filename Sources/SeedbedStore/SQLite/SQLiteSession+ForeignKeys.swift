import CSQLite
import GRDB

extension SQLiteSession {
  /// With foreign keys on, so that cascades act.
  func withForeignKeys(_ body: () throws -> Void) rethrows {
    try settingForeignKeys(1, body)
  }

  /// With foreign keys off: a table that is dropped to be made again would take its children's rows along.
  func withoutForeignKeys(_ body: () throws -> Void) rethrows {
    try settingForeignKeys(0, body)
  }

  private func settingForeignKeys(_ areOn: Int32, _ body: () throws -> Void) rethrows {
    let connection = database.sqliteConnection
    let before = seedbed_foreign_keys(connection)
    _ = seedbed_set_foreign_keys(connection, areOn)
    defer { _ = seedbed_set_foreign_keys(connection, before) }
    try body()
  }
}
