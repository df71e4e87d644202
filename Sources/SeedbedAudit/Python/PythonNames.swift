/// What the names of a Python file mean where they are used.
///
/// A name may have several meanings at a place, when it was bound on several branches; one that is
/// known wins, so that a generator hidden behind `if` or `try` is still found. A binding in the same
/// block, or in one around it, replaces what came before.
///
/// A file may have any number of names for names, so what a name depends on is worked out on a stack
/// of our own.
struct PythonNames {
  let structure: PythonStructure
  let generators: PythonGenerators

  /// What was found about an assigned expression, or about a name wherever it is used.
  private enum Knowledge {
    /// It is being worked out, so that `a = b; b = a` ends.
    case open
    case settled(PythonMeaning?)
  }

  /// A name of a scope, or of the objects of a class.
  private struct Variable: Hashable {
    let scope: Int
    let name: String
    var isAttribute = false
  }

  /// Which bindings of a name a use sees, where that is the same for many uses.
  private enum Part: Hashable {
    case all(history: Int)
    /// What a function sees that runs later.
    case last(history: Int)
  }

  /// A search through the candidates for a name, from the latest to the earliest.
  private struct Search {
    let history: Int
    let first: Int
    /// The candidates before this one are left.
    var end: Int
    /// Whose meaning it will be.
    let part: Part?
    /// Whether a candidate was passed over because it is being worked out.
    var isUncertain = false
  }

  /// A first name, or `self.name`.
  private struct Name {
    var meaning: PythonMeaning?
    var search: Search?
    /// The token after it.
    let next: Int
  }

  private var histories: [PythonHistory] = []
  private var historyOfVariable: [Variable: Int] = [:]
  /// By the first token.
  private var expressions: [Int: Knowledge] = [:]
  private var parts: [Part: Knowledge] = [:]

  init(structure: PythonStructure, generators: PythonGenerators) {
    self.structure = structure
    self.generators = generators
  }

  /// Visits each call in `name.member(...)...` from the token at `start` that a known name makes.
  mutating func visitCalls(from start: Int, _ visit: (String) -> Void) {
    let name = resolved(self.name(at: start))
    _ = meaning(after: name, visit: visit)
  }

  /// The name with its meaning, for which the expressions it depends on are worked out first.
  private mutating func resolved(_ name: Name) -> Name {
    var pending: [(expression: Int?, name: Name)] = [(nil, name)]
    while true {
      if let expression = expressionNeeded(by: &pending[pending.count - 1].name) {
        expressions[expression] = .open
        pending.append((expression, self.name(at: expression)))
        continue
      }
      let (expression, name) = pending.removeLast()
      if let search = name.search, let part = search.part {
        let isFinal = name.meaning != nil || !search.isUncertain
        parts[part] = isFinal ? .settled(name.meaning) : nil
      }
      guard let expression else { return name }
      expressions[expression] = .settled(meaning(after: name))
    }
  }

  /// Goes on with the search for a name.
  ///
  /// - Returns: the expression that is to be worked out first; nil at the end of the search.
  private mutating func expressionNeeded(by name: inout Name) -> Int? {
    guard let search = name.search else { return nil }
    let history = search.history
    while true {
      let end = name.search?.end ?? 0
      let candidate = histories[history].latest(before: end)
      guard candidate >= search.first else { return nil }
      switch histories[history].candidates[candidate] {
      case .imported(let path):
        name.meaning = .named(path)
        return nil
      case .expression(let start):
        switch expressions[start] {
        case nil: return start
        case .open?: name.search?.isUncertain = true
        case .settled(nil)?: histories[history].ruleOut(candidate)
        case .settled(let found?)?:
          name.meaning = found
          return nil
        }
      }
      name.search?.end = candidate
    }
  }

  /// The meaning of the whole of `name.member(...)...`.
  private func meaning(after name: Name, visit: (String) -> Void = { _ in }) -> PythonMeaning? {
    let source = structure.source
    var (meaning, index) = (name.meaning, name.next)
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

  /// No generator has a name of so many bytes, so what follows is left out.
  private static let longestName = 1_000

  private func member(_ name: String, of owner: PythonMeaning) -> PythonMeaning {
    switch owner {
    case .named(let path), .instance(let path):
      .named(path.utf8.count < Self.longestName ? "\(path).\(name)" : path)
    }
  }

  private mutating func name(at start: Int) -> Name {
    let source = structure.source
    let scope = Int(structure.scopeOfToken[start])
    let name = source.text(start)
    if source.mark(start + 1) == .dot, source.isName(start + 2),
      let type = structure.typeOfSelf(name, in: scope)
    {
      let attribute = Variable(scope: type, name: source.text(start + 2), isAttribute: true)
      let history = history(of: attribute)
      return search(.all(history: history), of: history, next: start + 3)
    }
    if name == "__import__", source.mark(start + 1) == .openParenthesis,
      let module = literal(start + 2), source.mark(start + 3) == .closeParenthesis
    {
      return Name(meaning: .named(module), next: start + 4)
    }
    return self.name(name, at: start, scope: scope)
  }

  private func literal(_ index: Int) -> String? {
    let source = structure.source
    guard index < source.count, source.tokens[index].kind == .string else { return nil }
    return source.text(index).trimmingQuotes
  }

  /// Finds the scope whose name it is, and which of its bindings the use may see: in the same run of
  /// statements those before it, or all when none is, as in a loop.
  private mutating func name(_ name: String, at position: Int, scope: Int) -> Name {
    let next = position + 1
    if structure.isShadowed(name, at: position) { return Name(next: next) }
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
      if isVisible, owner.bindings[name] != nil {
        let history = history(of: Variable(scope: current, name: name))
        guard isSameTime else {
          return search(.last(history: history), of: history, in: owner.block, next: next)
        }
        let blocks = structure.blocks(around: Int(structure.blockOfToken[position]))
        guard let range = histories[history].candidates(before: position, in: blocks) else {
          return search(.all(history: history), of: history, next: next)
        }
        let search = Search(
          history: history, first: range.lowerBound, end: range.upperBound, part: nil)
        return Name(search: search, next: next)
      }
      if owner.kind == .function { isSameTime = false }
      index = owner.parent
    }
    return Name(next: next)
  }

  /// The name with what is known of the part, or with a search that will tell.
  ///
  /// `block`: the block that later bindings must be in to replace earlier ones; nil when none does.
  private mutating func search(
    _ part: Part, of history: Int, in block: Int? = nil, next: Int
  ) -> Name {
    switch parts[part] {
    case .open?: return Name(next: next)
    case .settled(let meaning)?: return Name(meaning: meaning, next: next)
    case nil: break
    }
    parts[part] = .open
    let seen = block.flatMap {
      histories[history].candidates(before: .max, in: structure.blocks(around: $0))
    }
    let range = seen ?? 0..<histories[history].candidates.count
    let search = Search(
      history: history, first: range.lowerBound, end: range.upperBound, part: part)
    return Name(search: search, next: next)
  }

  private mutating func history(of variable: Variable) -> Int {
    if let known = historyOfVariable[variable] { return known }
    let scope = structure.scopes[variable.scope]
    let bindings = scope.bindings[variable.name, default: []]
    let attributes = variable.isAttribute ? scope.attributes[variable.name, default: []] : []
    histories.append(PythonHistory(bindings + attributes))
    historyOfVariable[variable] = histories.count - 1
    return histories.count - 1
  }
}

extension String {
  /// The content of a plain string literal without escapes or prefix.
  fileprivate var trimmingQuotes: String {
    String(drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
  }
}
