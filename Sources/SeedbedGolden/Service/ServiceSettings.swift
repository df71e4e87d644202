import Foundation
package import SeedbedCore
import SeedbedFormats

/// A service definition with every name replaced: what is needed to start it and to ask it.
struct ServiceSettings: Sendable {
  let baseURL: String
  /// nil for a service that runs already.
  let launch: Launch?
  let ready: ServiceDefinition.Ready?
  let stopTimeout: Duration
  /// A file of certificates to trust.
  let certificates: String?

  /// Whether all that is asked goes to a process of this machine that the tool starts.
  var isStartedHere: Bool { launch?.isLocal ?? false }

  /// What is started, and how.
  struct Launch: Sendable {
    let executable: String
    let arguments: [String]
    let environment: [String: String]
    /// Where it begins, and its paths start; nil for where this process is.
    let folder: String?
    /// The port of this machine it will listen on, when that is known.
    let port: Int?
    /// Whether the address that is asked is one of this machine.
    let isLocal: Bool
    let location: Location
  }

  /// The names that templates know: the environment, and what the tool itself gives.
  static func variables(
    environment: [String: String], port: Int?, databaseURL: String?
  ) -> [String: String] {
    var variables = environment
    if let port { variables["PORT"] = String(port) }
    if let databaseURL { variables["DATABASE_URL"] = databaseURL }
    return variables
  }

  /// The port that `${PORT}` stands for; an automatic one is chosen now.
  static func port(for service: ServiceDefinition) throws -> Int? {
    switch service.port {
    case .fixed(let number): return number
    case .automatic:
      guard let port = LocalPort.free() else {
        throw Diagnostic(.servicePort, "there is no free port", at: service.location)
      }
      return port
    case nil: return nil
    }
  }

  /// `folder`: that of the golden files.
  /// `startFolder`: where the service begins; nil for where this process is.
  ///
  /// - Throws: `Diagnostics` with every name that is not given and the executable that is not found.
  init(
    _ service: ServiceDefinition, variables: [String: String], searchFolders: [String],
    extraArguments: [String], folder: String, startFolder: String? = nil
  ) throws {
    var problems = Diagnostics()
    let port = variables["PORT"] ?? ""
    let baseURL = problems.collect {
      try service.baseURL?.text(with: variables) ?? "http://127.0.0.1:\(port)"
    }
    let address = baseURL.flatMap { URL(string: $0) }
    if let baseURL, address?.host() == nil || address?.scheme?.hasPrefix("http") != true {
      problems.add(
        Diagnostic(
          .goldenFile, "'\(baseURL)' is not an address such as http://127.0.0.1:8080",
          at: service.baseURL?.node.location ?? service.location))
    }
    let launch: Launch? =
      if let start = service.start {
        problems.collect {
          try Launch(
            start, variables: variables, searchFolders: searchFolders,
            extraArguments: extraArguments, address: address, folder: startFolder)
        }
      } else {
        nil
      }
    try problems.throwIfAny()
    self.baseURL = baseURL ?? ""
    self.launch = launch
    self.ready = service.ready
    self.stopTimeout = service.stopTimeout
    self.certificates = service.trustedCertificates.map { "\(folder)/\($0)" }
  }
}

extension ServiceSettings.Launch {
  fileprivate init(
    _ start: ServiceDefinition.Start, variables: [String: String], searchFolders: [String],
    extraArguments: [String], address: URL?, folder: String?
  ) throws {
    var problems = Diagnostics()
    let command = start.command.compactMap { part in
      problems.collect { try part.text(with: variables) }
    }
    var environment = variables
    for variable in start.environment {
      if let value = problems.collect({ try variable.value.text(with: variables) }) {
        environment[variable.name] = value
      }
    }
    let name = command.first ?? ""
    let executable = ExecutableSearch.find(
      name, in: searchFolders, path: variables["PATH"], from: folder)
    if executable == nil, problems.isEmpty {
      problems.add(
        start.command[0].node.diagnostic(
          .serviceExecutable, "there is no program '\(name)'",
          help: name.contains("/")
            ? "a path starts at the folder of the project\(folder.map { ", \($0)" } ?? "")"
            : "looked in \((searchFolders + ["PATH"]).joined(separator: ", "))"))
    }
    try problems.throwIfAny()
    guard let executable else { throw problems }
    let isLocal = LocalPort.isLocal(host: address?.host() ?? "")
    self.init(
      executable: executable, arguments: command.dropFirst() + extraArguments,
      environment: environment, folder: folder, port: isLocal ? address?.port : nil,
      isLocal: isLocal, location: start.location)
  }
}

extension Diagnostic.Code {
  /// A port that is taken, or cannot be had.
  package static let servicePort = Self("service.port", .runFailed)
  /// A command whose program is nowhere.
  package static let serviceExecutable = Self("service.executable", .invalidFile)
}
