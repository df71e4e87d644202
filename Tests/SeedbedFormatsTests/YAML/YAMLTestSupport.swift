import Foundation
import SeedbedCore
import SeedbedFormats

func yaml(_ text: String, limits: YAMLLimits = .standard) throws -> YAMLNode {
  try YAMLReader.read(text: text, named: "a.yaml", limits: limits)
}

/// What reading says is wrong, as a person sees it.
func yamlProblems(
  _ text: String, as shape: Shape? = nil, limits: YAMLLimits = .standard
) -> [Diagnostic] {
  do {
    _ = try YAMLReader.read(text: text, named: "a.yaml", as: shape, limits: limits)
    return []
  } catch {
    var found = Diagnostics()
    found.add(error, otherwise: .unexpected)
    return found.items
  }
}

extension Diagnostic {
  /// The first line of the description.
  var headline: String { location.map { "\($0): \(message)" } ?? message }
}

/// A file that is there while `body` runs.
@discardableResult
func withYAMLFile<Result>(
  _ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result
) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("seedbed-\(UUID().uuidString).yaml")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
