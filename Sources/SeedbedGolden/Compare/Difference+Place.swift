import SeedbedCore
import SeedbedFormats

extension Array where Element == Difference {
  /// The most differences whose places are looked up, since each reads the golden again.
  private static var most: Int { 10 }

  /// The same differences, the first of them with their place in the golden file.
  ///
  /// What the golden does not have is marked where it would be: at the value around it.
  func located(in file: String) -> [Difference] {
    guard !isEmpty, let bytes = try? FileBytes.read(file) else { return self }
    return enumerated().map { place, difference in
      place < Self.most ? difference.located(in: bytes, named: file) : difference
    }
  }
}

extension Difference {
  fileprivate func located(in bytes: [UInt8], named file: String) -> Difference {
    var located = self
    if let line {
      located.location = Location(file: file, line: line, column: 1)
      return located
    }
    for length in stride(from: components.count, through: 0, by: -1) {
      let path = Array(components.prefix(length))
      guard let (location, excerpt) = JSONLocator.place(of: path, in: bytes, named: file) else {
        continue
      }
      located.location = location
      located.excerpt = excerpt
      return located
    }
    return located
  }
}
