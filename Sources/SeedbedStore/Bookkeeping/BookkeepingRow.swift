package import SeedbedCore

/// A type that a column of a bookkeeping table holds.
package protocol BookkeepingValue {
  /// nil if `value` is of another type.
  init?(column value: Value)
}

extension String: BookkeepingValue {
  package init?(column value: Value) {
    guard let text = value.text else { return nil }
    self = text
  }
}

extension Int64: BookkeepingValue {
  package init?(column value: Value) {
    guard let number = value.integer else { return nil }
    self = number
  }
}

extension Int: BookkeepingValue {
  package init?(column value: Value) {
    guard let number = value.integer.flatMap({ Int(exactly: $0) }) else { return nil }
    self = number
  }
}

extension Bool: BookkeepingValue {
  package init?(column value: Value) {
    guard let number = value.integer, number == 0 || number == 1 else { return nil }
    self = number == 1
  }
}

extension [UInt8]: BookkeepingValue {
  package init?(column value: Value) {
    guard case .bytes(let bytes) = value else { return nil }
    self = bytes
  }
}

extension Checksum: BookkeepingValue {
  package init?(column value: Value) {
    guard let text = value.text else { return nil }
    self.init(recorded: text)
  }
}

extension Optional: BookkeepingValue where Wrapped: BookkeepingValue {
  /// A NULL is read as nil; anything else has to be of the type.
  package init?(column value: Value) {
    if value.isNull {
      self = .none
      return
    }
    guard let wrapped = Wrapped(column: value) else { return nil }
    self = wrapped
  }
}

extension BookkeepingValue where Self: RawRepresentable, RawValue == String {
  package init?(column value: Value) {
    guard let word = value.text, let known = Self(rawValue: word) else { return nil }
    self = known
  }
}

extension StoreRow {
  /// The value of a column of a bookkeeping table.
  ///
  /// - Throws: `Diagnostic` with code `store.bookkeeping` if the row has no such column, or a value of another type
  ///   in it: an empty value in its place would be a wrong answer.
  package func decode<Column: BookkeepingValue>(
    _ name: String, as type: Column.Type = Column.self
  ) throws -> Column {
    guard names.contains(name), let value = Column(column: self[name]) else {
      throw Diagnostic.unreadable(self[name].description, in: name)
    }
    return value
  }

  /// The value of a column that databases of earlier versions lack; nil in those.
  package func decode<Column: BookkeepingValue>(
    later name: String, as type: Column.Type = Column.self
  ) throws -> Column? {
    names.contains(name) ? try decode(name, as: Column?.self) : nil
  }
}

extension Diagnostic {
  /// What a column of a bookkeeping table holds, and should not.
  package static func unreadable(_ text: String, in column: String) -> Diagnostic {
    Diagnostic(
      .bookkeeping, "one of Seedbed's own tables holds '\(text)' in the column '\(column)'",
      help: "a newer seedbed or a person changed it: use that version, or restore a backup")
  }
}

extension Diagnostic.Code {
  /// A row of a bookkeeping table that this version cannot read.
  static let bookkeeping = Self("store.bookkeeping", .runFailed)
}
