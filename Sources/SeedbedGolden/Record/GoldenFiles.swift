import Foundation
package import SeedbedCore
import SeedbedFormats

/// Golden bodies and the new ones that wait beside them for review.
package enum GoldenFiles {
  /// What the name of a body that waits ends in.
  package static let pendingSuffix = ".new"

  /// The bodies that wait in `folder`, by their golden's path relative to it, in alphabetical order.
  package static func pending(in folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(pendingSuffix) }
      .map { String($0.dropLast(pendingSuffix.count)) }
      .sorted()
  }

  /// Puts each body that waits in the place of its golden.
  ///
  /// `bodies`: which ones, relative to `folder`; all when nil.
  ///
  /// - Returns: the goldens that were replaced or made.
  /// - Throws: `Diagnostics` when one that is named does not wait, before anything is moved.
  @discardableResult
  package static func accept(in folder: String, bodies: [String]? = nil) throws -> [String] {
    let accepted = try waiting(bodies, in: folder)
    var recorded = try RecordedFile(in: folder)
    for body in accepted {
      let path = "\(folder)/\(body)"
      // One step, so that a golden is never half a golden.
      guard rename("\(path)\(pendingSuffix)", path) == 0 else {
        throw Diagnostic(
          .goldenWrite, "'\(path)' could not be replaced", cause: String(cString: strerror(errno)))
      }
      recorded.accept(body)
    }
    try recorded.write()
    return accepted
  }

  /// Takes bodies that wait away.
  ///
  /// `bodies`: which ones, relative to `folder`; all when nil.
  ///
  /// - Throws: `Diagnostics` when one that is named does not wait, before anything is removed.
  @discardableResult
  package static func reject(in folder: String, bodies: [String]? = nil) throws -> [String] {
    let rejected = try waiting(bodies, in: folder)
    var recorded = try RecordedFile(in: folder)
    for body in rejected {
      removePending(for: body, in: folder)
      recorded.reject(body)
      if !FileManager.default.fileExists(atPath: "\(folder)/\(body)") { recorded.forget(body) }
    }
    try recorded.write()
    return rejected
  }

  private static func waiting(_ bodies: [String]?, in folder: String) throws -> [String] {
    let pending = pending(in: folder)
    var problems = Diagnostics()
    for body in bodies ?? [] where !pending.contains(body) {
      problems.add(
        Diagnostic(
          .goldenNotPending,
          "no new body waits for '\(body)'\(Suggestion.phrase(for: body, among: pending))",
          help: "record first: 'seedbed verify record'"))
    }
    try problems.throwIfAny()
    return pending.filter { bodies?.contains($0) ?? true }
  }

  /// Writes the body that is to be reviewed; returns the path of the file.
  static func write(_ bytes: [UInt8], for body: String, in folder: String) throws -> String {
    let path = "\(folder)/\(body)\(pendingSuffix)"
    let file = WrittenFile(path: path, what: "the new body", code: .goldenWrite)
    try file.makeFolder()
    try file.write(Data(bytes))
    return path
  }

  /// Takes away a body that waits though its golden holds.
  static func removePending(for body: String, in folder: String) {
    try? FileManager.default.removeItem(atPath: "\(folder)/\(body)\(pendingSuffix)")
  }
}

extension Diagnostic.Code {
  /// A golden that was to be accepted, and nothing waits for it.
  package static let goldenNotPending = Self("golden.not-pending", .usage)
  /// A golden file that could not be written.
  package static let goldenWrite = Self("golden.write", .runFailed)
}
