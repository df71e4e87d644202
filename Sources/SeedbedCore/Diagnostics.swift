/// Every problem a check found, in the order of the files.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
  /// The problems.
  public private(set) var items: [Diagnostic] = []

  /// How many problems are shown at most; nobody reads more before mending these.
  package static let shown = 100

  /// The first problems, and how many there are besides.
  package var shortened: Diagnostics {
    guard items.count > Self.shown else { return self }
    let rest = items.count - Self.shown
    var shortened = Diagnostics(Array(items[..<Self.shown]))
    shortened.add(
      Diagnostic(items[Self.shown].code, "… and \(rest) more problem\(rest == 1 ? "" : "s")"))
    return shortened
  }

  package init(_ items: [Diagnostic] = []) {
    self.items = items
  }

  package var isEmpty: Bool { items.isEmpty }

  package mutating func add(_ diagnostic: Diagnostic) {
    items.append(diagnostic)
  }

  /// Adds what `error` says; an error of another type becomes a diagnostic with `code`.
  package mutating func add(_ error: any Error, otherwise code: Diagnostic.Code) {
    switch error {
    case let many as Diagnostics: items += many.items
    case let one as Diagnostic: items.append(one)
    default: items.append(Diagnostic(code, String(describing: error)))
    }
  }

  /// Runs `body` and collects what it throws, so that a check can go on to the next part.
  package mutating func collect<Result>(_ body: () throws -> Result) -> Result? {
    do {
      return try body()
    } catch {
      add(error, otherwise: .unexpected)
      return nil
    }
  }

  /// - Throws: `self` when anything was found.
  package func throwIfAny() throws {
    if !isEmpty { throw self }
  }

  /// The gravest status among the items: a failed run before a wrong file before a failed check.
  package var status: ExitStatus {
    items.map(\.code.status).max { $0.gravity < $1.gravity } ?? .success
  }

  /// The problems, one below the other.
  public var description: String {
    items.map(\.description).joined(separator: "\n")
  }
}

extension ExitStatus {
  fileprivate var gravity: Int {
    switch self {
    case .success: 0
    case .checkFailed: 1
    case .invalidFile: 2
    case .runFailed: 3
    case .usage: 4
    }
  }
}

extension Diagnostic.Code {
  /// An error the product did not foresee.
  package static let unexpected = Self("unexpected", .runFailed)
}
