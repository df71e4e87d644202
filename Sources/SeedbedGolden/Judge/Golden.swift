import Foundation
import SeedbedCore
import SeedbedFormats

/// The golden body of an endpoint.
enum Golden: Sendable, Hashable {
  /// None is named.
  case notNamed
  /// The file that is named is not there.
  case missing(String)
  case body(JSONValue)
  /// A body that is not JSON, as it is in the file.
  case bytes([UInt8])
  /// The SHA-256 of the body.
  case checksum(String)

  /// Reads the body that `endpoint` names.
  ///
  /// - Throws: `Diagnostic` when a `.json` file is not JSON, or leads out of `folder`.
  static func read(for endpoint: Endpoint, in folder: String) throws -> Golden {
    guard let name = endpoint.expectation.body else {
      return endpoint.expectation.checksum.map { .checksum($0) } ?? .notNamed
    }
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return .missing(name) }
    try checkInside(path, folder: folder, of: endpoint)
    if endpoint.expectation.isJSON { return .body(try JSONReader.read(file: path)) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(.goldenFile, "'\(path)' cannot be read", at: endpoint.location)
    }
    return .bytes(Array(data))
  }

  /// A link may not lead where the path itself may not.
  private static func checkInside(
    _ path: String, folder: String, of endpoint: Endpoint
  ) throws {
    let root = URL(filePath: folder).resolvingSymlinksInPath().path()
    let file = URL(filePath: path).resolvingSymlinksInPath().path()
    guard file.hasPrefix(root.hasSuffix("/") ? root : "\(root)/") else {
      throw Diagnostic(
        .goldenFile, "'\(path)' leads out of the golden folder", at: endpoint.location)
    }
  }
}
