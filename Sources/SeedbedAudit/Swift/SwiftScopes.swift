/// The declarations of a Swift file by the braces they stand in.
struct SwiftScopes {
  struct Scope {
    /// The path of types and functions down to here, joined by dots; empty at the top level.
    let symbol: String
    let parent: Int?
    /// Names declared directly in it, parameters included.
    var names: Set<String> = []

    var lastName: Substring {
      symbol[(symbol.lastIndex(of: ".").map(symbol.index(after:)) ?? symbol.startIndex)...]
    }
  }

  let source: LexedSource
  private(set) var scopes = [Scope(symbol: "", parent: nil)]
  private(set) var scopeOfToken: [Int32]
  /// The names of the static and other functions of each type declared here, by the last name of the
  /// type.
  private var members: [Substring: Set<String>] = [:]

  private struct Pending {
    let name: String
    let isVariable: Bool
    let depth: Int
    var parameters: [String] = []
  }

  init(_ source: LexedSource) {
    self.source = source
    scopeOfToken = [Int32](repeating: 0, count: source.count)
    read()
  }

  /// Whether `name` is declared in this file where the token at `index` can see it.
  func isDeclared(_ name: String, at index: Int) -> Bool {
    var scope: Int? = Int(scopeOfToken[index])
    while let current = scope {
      if scopes[current].names.contains(name) { return true }
      scope = scopes[current].parent
    }
    return false
  }

  /// Whether the type called `type` declares a function called `name` in this file.
  func declares(_ name: String, in type: String) -> Bool {
    members[type[...], default: []].contains(name)
  }

  func symbol(at index: Int) -> String {
    scopes[Int(scopeOfToken[index])].symbol
  }

  private mutating func read() {
    var stack = [0]
    var pending: Pending?
    var depth = 0
    for index in 0..<source.count {
      let scope = stack[stack.count - 1]
      scopeOfToken[index] = Int32(scope)
      if let open = pending, endsVariable(open, at: index, depth: depth) { pending = nil }
      switch source.mark(index) {
      case .openParenthesis, .openBracket:
        depth += 1
      case .closeParenthesis, .closeBracket:
        depth -= 1
      case .openBrace:
        let opened = pending?.depth == depth ? pending : nil
        stack.append(addScope(opened, in: scope))
        if opened != nil { pending = nil }
      case .closeBrace:
        if stack.count > 1 { stack.removeLast() }
        pending = nil
      default:
        if let declaration = declaration(at: index, in: scope, depth: depth) {
          pending = declaration
        }
      }
    }
  }

  /// A variable's body opens on its own line and before any value.
  private func endsVariable(_ pending: Pending, at index: Int, depth: Int) -> Bool {
    guard pending.isVariable, depth == pending.depth else { return false }
    return source.mark(index) == .equals
      || source.tokens[index].startsLine && source.mark(index) != .openBrace
  }

  private mutating func addScope(_ pending: Pending?, in parent: Int) -> Int {
    var symbol = scopes[parent].symbol
    if let pending { symbol = symbol.isEmpty ? pending.name : "\(symbol).\(pending.name)" }
    scopes.append(
      Scope(symbol: symbol, parent: parent, names: Set(pending?.parameters ?? [])))
    return scopes.count - 1
  }

  /// Notes what the token declares; the declaration whose body may follow, if any.
  private mutating func declaration(at index: Int, in scope: Int, depth: Int) -> Pending? {
    guard source.isName(index), source.mark(index - 1) != .dot else { return nil }
    switch source.text(index) {
    case "class", "struct", "enum", "actor", "protocol", "extension":
      guard source.isName(index + 1), !Self.modifiers.contains(source.text(index + 1)) else {
        return nil
      }
      return Pending(name: dottedName(index + 1), isVariable: false, depth: depth)
    case "func":
      guard index + 1 < source.count else { return nil }
      let name = source.text(index + 1)
      scopes[scope].names.insert(name)
      members[scopes[scope].lastName, default: []].insert(name)
      return Pending(
        name: name, isVariable: false, depth: depth, parameters: parameters(after: index + 1))
    case "init", "subscript":
      guard opensParameters(index + 1) else { return nil }
      return Pending(
        name: source.text(index), isVariable: false, depth: depth,
        parameters: parameters(after: index))
    case "deinit":
      return Pending(name: "deinit", isVariable: false, depth: depth)
    case "var", "let":
      guard source.isName(index + 1) else { return nil }
      let name = source.text(index + 1)
      scopes[scope].names.insert(name)
      guard source.isName(index, "var") else { return nil }
      return Pending(name: name, isVariable: true, depth: depth)
    default:
      return nil
    }
  }

  private static let modifiers: Set<String> = [
    "func", "var", "let", "subscript", "override", "final", "private", "public", "internal",
    "fileprivate", "package", "open", "class", "static",
  ]

  private func dottedName(_ start: Int) -> String {
    var name = source.text(start)
    var index = start + 1
    while source.mark(index) == .dot, source.isName(index + 1) {
      name += "." + source.text(index + 1)
      index += 2
    }
    return name
  }

  private func opensParameters(_ index: Int) -> Bool {
    let mark = source.mark(index)
    return mark == .openParenthesis || mark == .less || mark == .question || mark == .exclamation
  }

  /// The inner names of the parameters in the first parentheses after `index`.
  private func parameters(after index: Int) -> [String] {
    var open = index + 1
    while open < source.count, source.mark(open) != .openParenthesis {
      if source.opens(open) || source.closes(open) { return [] }
      open += 1
    }
    guard open < source.count else { return [] }
    return source.topLevel(open + 1..<source.after(open) - 1)
      .filter { source.isName($0) && source.mark($0 + 1) == .colon }
      .map(source.text)
  }
}
