import Hummingbird
import Logging
import NIOCore
import SeedbedStore
import ServiceLifecycle

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The API over one database.
struct Server {
  let store: any Store
  let clock: ServiceClock
  let endpoints: [Endpoint]
  let accessLog: AccessLog?

  /// Serves until SIGTERM or SIGINT, and then lets requests under way end.
  ///
  /// - Throws: `StartFailure` when the port cannot be had.
  func run(host: String, port: Int) async throws {
    var logger = Logger(label: "ReferenceService") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let application = Application(
      router: router(),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? port
        StandardLine.output.write("listening on http://\(host):\(port)")
      },
      logger: logger)
    do {
      try await application.runService()
    } catch let error as IOError {
      let reason = String(cString: strerror(error.errnoCode))
      throw StartFailure("cannot listen on \(host):\(port): \(reason); try another --port")
    }
  }

  private func router() -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self)
    if let accessLog { router.add(middleware: AccessLogging(log: accessLog)) }
    router.add(middleware: FailureAnswers())
    router.get("/health") { _, _ in
      _ = try store.read { try $0.rows("select 1 as ready") }
      return Response(["status": "ok"])
    }
    let authenticated = router.group()
      .add(middleware: Authentication(store: store, clock: clock))
    for endpoint in endpoints {
      authenticated.get(RouterPath(endpoint.path)) { _, context in
        try answer(endpoint, for: context)
      }
    }
    return router
  }

  private func answer(_ endpoint: Endpoint, for context: ServiceContext) throws -> Response {
    try store.read { session in
      Response(
        try endpoint.answer(
          Query(session: session, now: clock.now(), user: context.visitor.user ?? "")))
    }
  }
}
