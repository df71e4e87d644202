import Foundation
import SeedbedCore
import Testing

@testable import SeedbedGolden

/// The service of `service.py`, its two sets of data, and golden files for it.
struct TestService {
  /// Tests of a running service need python3; without it they are skipped.
  static let isAvailable = program("python3") != nil
  static let openssl = program("openssl")

  private static func program(_ name: String) -> String? {
    ExecutableSearch.find(name, in: [], path: ProcessInfo.processInfo.environment["PATH"])
  }

  static let dataA = """
    {"token": "token-of-a", "rows": [1, 2], "items": [{"name": "home", "visits": 10},
    {"name": "shop", "visits": 20}, {"name": "help", "visits": 30}]}
    """
  static let dataB = """
    {"token": "token-of-b", "rows": [3, 4], "items": [{"name": "start", "visits": 7},
    {"name": "cart", "visits": 9}]}
    """

  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try reseed("a")
  }

  /// Puts one of the two sets into the file the service reads.
  func reseed(_ set: String) throws {
    try folder.write(set == "a" ? Self.dataA : Self.dataB, to: "data.json")
  }

  /// `service:` for the running process, with more arguments for the script.
  func definition(_ arguments: [String] = [], timeout: String = "60s") -> String {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "service.py").path()
    let command = [script, "--port", "${PORT}", "--data", "\(folder.path)/data.json"] + arguments
    return """
      service:
        port: auto
        start:
          command: [python3, \(command.map { "\"\($0)\"" }.joined(separator: ", "))]
        ready: {path: /health, timeout: \(timeout)}
        stop: {timeout: 300ms}

      """
  }

  func document(_ text: String) throws -> GoldenDocument {
    try GoldenDocument.read(
      texts: [("golden.yaml", text)], folder: "\(folder.path)/golden")
  }

  /// A verification that changes the data when the document has a proof.
  func verification(
    _ text: String, filter: [String] = [], repeats: Int = 3
  ) throws -> Verification {
    Verification(
      try document(text), environment: ProcessInfo.processInfo.environment,
      data: .changeable(ChangeableData(nil) { try reseed($0) }),
      settings: .init(filter: CallFilter(filter), repeats: repeats))
  }
}

/// The shop of `orders.py`, on `shop.sqlite` in a folder.
enum OrdersService {
  /// `service:` for the running process.
  static func definition(in folder: TestFolder, fault: String = "") -> String {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "orders.py").path()
    return """
      service:
        port: auto
        start:
          command: [python3, "\(script)", --port, "${PORT}", --database, "\(folder.path)/shop.sqlite", "--fault=\(fault)"]
        ready: {path: /health, timeout: 60s}

      """
  }
}
