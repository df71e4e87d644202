import SeedbedCore

extension YAMLEventReader {
  /// After the start of a list or mapping: goes on to its end.
  func skipCollection() throws(Diagnostic) {
    var depth = 1
    while depth > 0 {
      switch try next() {
      case .sequenceStart, .mappingStart: depth += 1
      case .sequenceEnd, .mappingEnd: depth -= 1
      case .streamEnd: return
      case .scalar, .alias, .documentStart, .documentEnd: break
      }
    }
  }

  /// After `event`: goes on to the end of the node it begins.
  func skipNode(_ event: YAMLEvent) throws(Diagnostic) {
    if event == .sequenceStart || event == .mappingStart { try skipCollection() }
  }
}
