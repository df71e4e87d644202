/// Names as PostgreSQL keeps them.
enum PostgresName {
  /// In bytes.
  static let longest = 63
  /// Columns that no table can have, since every table has them.
  static let systemColumns: Set = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]

  /// The name without what is too long, cut between characters.
  static func cut(_ name: String) -> String {
    var cut = ""
    for scalar in name.unicodeScalars {
      guard cut.utf8.count + UTF8.width(scalar) <= longest else { break }
      cut.unicodeScalars.append(scalar)
    }
    return cut
  }
}
