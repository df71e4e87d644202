/// What the names of a Python file mean where they are used.
///
/// A name may have several meanings at a place, when it was bound on several branches; one that is
/// known wins, so that a generator hidden behind `if` or `try` is still found. A binding in the same
/// block, or in one around it, replaces what came before.
struct PythonNames {
  let structure: PythonStructure
  let generators: PythonGenerators

  /// The meanings of assigned expressions by their first token; nil inside for unknown ones, and for
  /// the one being worked out, so that `a = b; b = a` ends.
  private var known: [Int: PythonMeaning?] = [:]

  init(structure: PythonStructure, generators: PythonGenerators) {
    self.structure = structure
    self.generators = generators
  }

  /// The meaning of `name.member(...)...` from the token at `start`; `visit` is given each call in it
  /// that a known name makes.
  mutating func meaning(
    of start: Int, visit: (String) -> Void = { _ in }
  ) -> PythonMeaning? {
    let source = structure.source
    var (meaning, index) = meaningOfHead(start)
    while let known = meaning, index < source.count, !source.tokens[index].startsLine {
      switch source.mark(index) {
      case .dot where source.isName(index + 1):
        meaning = member(source.text(index + 1), of: known)
        index += 2
      case .openParenthesis:
        meaning = nil
        if case .named(let name) = known {
          visit(name)
          meaning = generators.result(of: name)
        }
        index = source.after(index)
      case .openBracket:
        return nil
      default:
        return known
      }
    }
    return meaning
  }

  private func member(_ name: String, of owner: PythonMeaning) -> PythonMeaning {
    switch owner {
    case .named(let path), .instance(let path): .named("\(path).\(name)")
    }
  }

  /// The meaning of a first name, or of `self.name`, and the index after it.
  private mutating func meaningOfHead(_ start: Int) -> (PythonMeaning?, Int) {
    let source = structure.source
    let scope = Int(structure.scopeOfToken[start])
    let name = source.text(start)
    if source.mark(start + 1) == .dot, source.isName(start + 2),
      let type = structure.typeOfSelf(name, in: scope)
    {
      let attribute = source.text(start + 2)
      let bindings =
        structure.scopes[type].attributes[attribute, default: []]
        + structure.scopes[type].bindings[attribute, default: []]
      return (firstMeaning(of: bindings), start + 3)
    }
    if name == "__import__", source.mark(start + 1) == .openParenthesis,
      let module = literal(start + 2), source.mark(start + 3) == .closeParenthesis
    {
      return (.named(module), start + 4)
    }
    return (meaning(ofName: name, at: start, scope: scope), start + 1)
  }

  private func literal(_ index: Int) -> String? {
    let source = structure.source
    guard index < source.count, source.tokens[index].kind == .string else { return nil }
    return source.text(index).trimmingQuotes
  }

  private mutating func meaning(
    ofName name: String, at position: Int, scope: Int
  ) -> PythonMeaning? {
    if let ranges = structure.shadows[name], ranges.contains(where: { $0.contains(position) }) {
      return nil
    }
    var index: Int? = scope
    var isSameTime = true
    while let current = index {
      let owner = structure.scopes[current]
      let isVisible = owner.kind != .type || current == scope
      if isVisible, owner.globals.contains(name) {
        index = 0
        isSameTime = false
        continue
      }
      if isVisible, let bindings = owner.bindings[name] {
        let reaching =
          isSameTime
          ? self.reaching(bindings, at: position)
          : survivors(of: bindings[...], at: owner.block)
        return firstMeaning(of: reaching)
      }
      if owner.kind == .function { isSameTime = false }
      index = owner.parent
    }
    return nil
  }

  /// The bindings a use in the same run of statements may see; all of them when none stands before
  /// it, as in a loop.
  private func reaching(_ bindings: [PythonBinding], at position: Int) -> [PythonBinding] {
    let earlier = bindings.prefix { $0.position <= position }
    guard !earlier.isEmpty else { return bindings }
    return survivors(of: earlier, at: Int(structure.blockOfToken[position]))
  }

  /// The bindings that no later one replaces for a use in `block`.
  private func survivors(of bindings: ArraySlice<PythonBinding>, at block: Int) -> [PythonBinding] {
    let last = bindings.lastIndex { structure.isBlock($0.block, around: block) }
    return Array(bindings[(last ?? bindings.startIndex)...])
  }

  private mutating func firstMeaning(of bindings: [PythonBinding]) -> PythonMeaning? {
    for binding in bindings.reversed() {
      switch binding.value {
      case .opaque:
        continue
      case .imported(let path):
        return .named(path)
      case .expressions(let starts):
        for start in starts {
          if let found = assignedMeaning(of: start) { return found }
        }
      }
    }
    return nil
  }

  private mutating func assignedMeaning(of start: Int) -> PythonMeaning? {
    if let known = known[start] { return known }
    known[start] = .some(nil)
    let found = meaning(of: start)
    known[start] = .some(found)
    return found
  }
}

extension String {
  /// The content of a plain string literal without escapes or prefix.
  fileprivate var trimmingQuotes: String {
    String(drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
  }
}
