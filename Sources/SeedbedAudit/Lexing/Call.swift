/// A call of a generator, before it is known whether an allowance covers it.
struct Call: Equatable {
  /// Bytes from the start of the file.
  let offset: Int
  /// The path of the definitions around it; empty at the top level.
  let symbol: String
  /// The full name of what is called.
  let name: String
}
