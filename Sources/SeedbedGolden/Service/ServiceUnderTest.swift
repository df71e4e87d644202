import Foundation
package import SeedbedCore

/// The service of a run: started, asked, restarted and stopped.
///
/// A service without a start command runs already; starting it only waits until it is ready.
actor ServiceUnderTest {
  let settings: ServiceSettings
  private var redaction: Redaction
  private let connections: Int
  private let limits: AnswerLimits
  private var process: ServiceProcess?
  private var client: ServiceClient?

  /// `connections`: how many requests are made at once.
  /// `limits`: of one answer.
  init(
    _ settings: ServiceSettings, redaction: Redaction, connections: Int, limits: AnswerLimits
  ) {
    self.settings = settings
    self.redaction = redaction
    self.connections = connections
    self.limits = limits
  }

  /// Whether the tool starts and stops the service.
  nonisolated var isManaged: Bool { settings.launch != nil }

  /// Starts the service and waits until it is ready.
  ///
  /// - Throws: `Diagnostic` with the end of the service's own log when it dies or is not ready in time;
  ///   it is stopped then.
  func start() async throws -> ServiceClient {
    if let launch = settings.launch { process = try launched(launch) }
    let client = ServiceClient(
      baseURL: settings.baseURL, connections: connections, limits: limits,
      certificates: settings.certificates)
    self.client = client
    do {
      try await waitUntilReady(client)
    } catch {
      await stop()
      throw error
    }
    return client
  }

  /// Keeps these out of everything that is quoted from the service.
  func hide(_ secrets: Redaction) {
    redaction = secrets
  }

  /// How the service ended by itself, or nil when it goes on running for `moment`.
  func ending(within moment: Duration) async -> String? {
    guard let process, await process.hasEnded(within: moment) else { return nil }
    return await process.ending
  }

  /// Closes the connections and ends the process.
  func stop() async {
    await client?.close()
    client = nil
    await process?.stop(within: settings.stopTimeout)
    process = nil
  }

  private func launched(_ launch: ServiceSettings.Launch) throws -> ServiceProcess {
    if let port = launch.port, LocalPort.isInUse(port) {
      throw Diagnostic(
        .servicePort, "port \(port) is in use, and the service would listen on it",
        help: "stop what listens there, or write 'port: auto' and pass ${PORT} to the service",
        at: launch.location)
    }
    do {
      return try ServiceProcess(
        executable: launch.executable, arguments: launch.arguments,
        environment: launch.environment, in: launch.folder, log: ServiceLog())
    } catch {
      throw Diagnostic(
        .serviceStart, "'\(launch.executable)' could not be started", at: launch.location,
        cause: redaction(error.localizedDescription))
    }
  }

  private func waitUntilReady(_ client: ServiceClient) async throws {
    let ready = settings.ready ?? .init(path: "/", timeout: .seconds(20))
    guard let call = Endpoint.Call("GET \(ready.path)") else { return }
    let deadline = ContinuousClock.now + ready.timeout
    var last = "nothing was asked"
    var hasAnswered = false
    while true {
      // The last question is asked after the time is up: on a busy machine the one before is old.
      let isLast = ContinuousClock.now >= deadline
      switch await client.ask(Request(call, timeout: .seconds(2))) {
      case .success(let answer):
        if settings.ready == nil || (200..<300).contains(answer.status) { return }
        last = "status \(answer.status)"
        hasAnswered = answer.status < 500
      case .failure(let failure):
        if failure.isLasting {
          throw await notReady("\(call) cannot be asked: \(failure.message)", .serviceReady)
        }
        last = failure.message
        hasAnswered = false
      }
      if let ending = await process?.ending {
        throw await notReady("the service \(ending) before it was ready", .serviceStart)
      }
      guard !isLast else {
        throw await notReady(
          "\(call) did not answer with a 2xx within \(ready.timeout): \(last)", .serviceReady,
          help: hasAnswered ? "is ready.path right? the service answers it with \(last)" : nil)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func notReady(
    _ message: String, _ code: Diagnostic.Code, help: String? = nil
  ) async -> Diagnostic {
    let words = redaction(await process?.lastWords() ?? "")
    return Diagnostic(
      code, message,
      help: help ?? (process == nil ? "is a service running at \(settings.baseURL)?" : nil),
      at: settings.launch?.location,
      // A log of the questions themselves says nothing.
      cause: process == nil || help != nil
        ? nil : words.isEmpty ? "it wrote nothing" : "its last words:\n\(words)")
  }
}

extension Diagnostic.Code {
  /// A service that could not be started, or died before it was ready.
  package static let serviceStart = Self("service.start", .runFailed)
  /// A service that was not ready in time.
  package static let serviceReady = Self("service.ready", .runFailed)
}
