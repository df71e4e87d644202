/// Finds the calls of generators in a Swift file.
///
/// Swift's generators are members of the standard library's own types and a few C functions, so they
/// are known by name and argument labels: `X.random(in:)` counts for every `X` that does not declare
/// a `random` of its own in the same file, `X.random()` for `Bool` and for no type named.
struct SwiftCalls {
  private static let words = ["random", "shuffle", "Random", "rand"].map { Array($0.utf8) }

  private static let functions: Set<String> = [
    "arc4random", "arc4random_uniform", "arc4random_buf", "drand48", "erand48", "lrand48",
    "nrand48", "mrand48", "jrand48", "rand", "rand_r", "random",
  ]

  private static let modules: Set<String> = [
    "Glibc", "Darwin", "Musl", "Android", "Foundation", "Swift",
  ]

  /// The words after which an expression starts.
  private static let leaders: Set<String> = [
    "return", "in", "case", "else", "try", "await", "if", "while", "where",
  ]

  private let source: LexedSource
  private let scopes: SwiftScopes

  static func find(in bytes: [UInt8], tokens: [Token]) -> [Call] {
    guard words.contains(where: { bytes.span.firstIndex(of: $0) != nil }) else { return [] }
    let source = LexedSource(bytes: bytes, tokens: tokens)
    let finder = SwiftCalls(source: source, scopes: SwiftScopes(source))
    return (0..<source.count).compactMap(finder.call)
  }

  private func call(at index: Int) -> Call? {
    guard source.isName(index), let name = generator(at: index) else { return nil }
    return Call(
      offset: Int(source.tokens[start(of: index)].start), symbol: scopes.symbol(at: index),
      name: name)
  }

  private func generator(at index: Int) -> String? {
    let isMember = source.mark(index - 1) == .dot
    guard isCalled(index, isMember: isMember) else { return nil }
    switch source.text(index) {
    case "random" where isMember:
      return randomMember(at: index)
    case "randomElement" where isMember, "shuffled" where isMember, "shuffle" where isMember:
      return source.text(index)
    case "SystemRandomNumberGenerator":
      guard !scopes.isDeclared("SystemRandomNumberGenerator", at: index) else { return nil }
      return "SystemRandomNumberGenerator"
    case let name where Self.functions.contains(name):
      return isFreeFunction(name, at: index, isMember: isMember) ? name : nil
    default:
      return nil
    }
  }

  private func isCalled(_ index: Int, isMember: Bool) -> Bool {
    guard source.mark(index + 1) == .openParenthesis, !source.tokens[index + 1].startsLine,
      !source.isName(index - 1, "func")
    else { return false }
    let isReference =
      source.mark(index + 3) == .colon && source.isName(index + 2)
      && (source.mark(index + 4) == .closeParenthesis
        || source.isName(index + 4) && source.mark(index + 5) == .colon)
    return !isReference
  }

  /// `Int.random(in:)`, `.random(in:)`, `Bool.random()`.
  private func randomMember(at index: Int) -> String? {
    let owner = source.isName(index - 2) ? source.text(index - 2) : ""
    let isNamedType = owner.first?.isUppercase ?? false
    if isNamedType, scopes.declares("random", in: owner) { return nil }
    if Self.modules.contains(owner) { return "random" }
    let label = source.isName(index + 2) ? source.text(index + 2) : ""
    let isLabelled = source.mark(index + 3) == .colon && (label == "in" || label == "using")
    let isBare =
      source.mark(index + 2) == .closeParenthesis
      && (owner == "Bool" || startsExpression(before: index - 1))
    guard isLabelled || isBare else { return nil }
    return "\(isNamedType ? owner : "").random"
  }

  private func isFreeFunction(_ name: String, at index: Int, isMember: Bool) -> Bool {
    guard isMember else { return !scopes.isDeclared(name, at: index) }
    return source.isName(index - 2) && Self.modules.contains(source.text(index - 2))
      && source.mark(index - 3) != .dot
  }

  /// Whether the dot at `index` has no owner before it, as in `let heads: Bool = .random()`.
  private func startsExpression(before index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = source.tokens[index - 1]
    switch before.kind {
    case .number, .string: return false
    case .name: return Self.leaders.contains(source.text(index - 1))
    case .punctuation:
      let isPostfix =
        [.question, .exclamation, .greater].contains(source.mark(index - 1))
      let touches = before.range.upperBound == Int(source.tokens[index].start)
      return !source.closes(index - 1) && !(isPostfix && touches)
    }
  }

  /// The first token of the names joined by dots that end at `index`.
  private func start(of index: Int) -> Int {
    var start = index
    while source.mark(start - 1) == .dot {
      guard source.isName(start - 2) else { return start - 1 }
      start -= 2
    }
    return start
  }
}
