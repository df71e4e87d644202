/// Finds the calls of generators in a Python file.
enum PythonCalls {
  static func find(
    in bytes: [UInt8], tokens: [Token], generators: PythonGenerators
  ) -> [Call] {
    let isMentioned = generators.roots.contains { root in
      bytes.span.firstIndex(of: Array(root.utf8)) != nil
    }
    guard isMentioned else { return [] }
    let source = LexedSource(bytes: bytes, tokens: tokens)
    let structure = PythonStructure(source)
    var names = PythonNames(structure: structure, generators: generators)
    var calls: [Call] = []
    for index in 0..<source.count where isHead(index, in: source) {
      names.visitCalls(from: index) { name in
        guard generators.contains(name) else { return }
        calls.append(
          Call(
            offset: Int(source.tokens[index].start),
            symbol: structure.scopes[Int(structure.scopeOfToken[index])].symbol, name: name))
      }
    }
    return calls
  }

  /// Whether a name with members or calls starts here.
  private static func isHead(_ index: Int, in source: LexedSource) -> Bool {
    guard source.isName(index) else { return false }
    let next = source.mark(index + 1)
    guard next == .dot || next == .openParenthesis else { return false }
    return source.mark(index - 1) != .dot && !source.isName(index - 1, "def")
      && !source.isName(index - 1, "class")
  }
}
