public import SeedbedCore

/// One row of an answer.
///
/// Values are what every engine can give: null, int, float, text or bytes. Timestamps come as the text of
/// `Timestamp`, decimals and JSON as their canonical text, booleans as 0 and 1.
public struct StoreRow: Sendable, Hashable {
  /// The columns of the answer, in its order.
  public let names: [String]
  /// One value for each of `names`.
  public let values: [Value]

  package init(names: [String], values: [Value]) {
    self.names = names
    self.values = values
  }

  /// The value of the column called `name`; null when there is none.
  public subscript(name: String) -> Value {
    names.firstIndex(of: name).map { values[$0] } ?? .null
  }

  /// The text of a column, or nil when it is null or no text.
  public func text(_ name: String) -> String? { self[name].text }

  /// The integer of a column, or nil when it is null or no integer.
  public func integer(_ name: String) -> Int64? { self[name].integer }

  /// The exact decimal a column holds, written as text or integer; nil otherwise.
  public func decimal(_ name: String) -> ExactDecimal? {
    switch self[name] {
    case .text(let text): ExactDecimal(text)
    case .int(let number): ExactDecimal(unscaled: Int128(number), scale: 0)
    case .decimal(let number): number
    case .null, .bool, .float, .bytes, .timestamp, .json: nil
    }
  }
}
