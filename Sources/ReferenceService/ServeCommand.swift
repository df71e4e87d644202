import ArgumentParser
import SeedbedCore
import SeedbedStore

/// Serves the 39 endpoints of the worked example from the ten collections.
@main
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ReferenceService",
    abstract: "The worked example's API: 13 services of 3 endpoints over the ten collections.")

  @Option(help: "The database to answer from, such as sqlite:demo.sqlite.")
  var database: String

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes any that is free.")
  var port = 8080

  @Flag(help: "Serve the state of the report: 17 of the 39 endpoints answer with invented values.")
  var asFound = false

  @Option(help: "What 'now' means, such as 2026-01-15T12:00:00Z; the real time when not given.")
  var clock: ServiceClock = .system

  @Option(help: "A file to append a line in combined log format to for each request.")
  var accessLog: String?

  func run() async throws {
    do {
      let store = try openStore(at: database)
      defer { try? store.close() }
      let server = Server(
        store: store, clock: clock, endpoints: endpoints,
        accessLog: try accessLog.map { try AccessLog(path: $0) })
      try await server.run(host: host, port: port)
    } catch let failure as StartFailure {
      StandardLine.error.write("ReferenceService: \(failure.message)")
      throw ExitCode(ExitStatus.runFailed.rawValue)
    }
  }

  private var endpoints: [Endpoint] {
    guard asFound else { return Catalogue.endpoints }
    return AsFound(boot: BootNumbers()).replacing(in: Catalogue.endpoints)
  }
}
