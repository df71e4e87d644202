import HTTPTypes
import Hummingbird
import SeedbedCore

/// Writes the access log; the outermost part, so that refused requests are in it too.
struct AccessLogging: RouterMiddleware {
  let log: AccessLog

  func handle(
    _ request: Request, context: ServiceContext,
    next: @concurrent (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let response = try await next(request, context)
    log.append(
      AccessLogEntry(
        host: context.remoteAddress,
        user: context.visitor.user,
        time: .wallClock,
        request: "\(request.method) \(request.uri) HTTP/1.1",
        status: response.status.code,
        bytes: response.body.contentLength,
        referrer: request.headers[.referer],
        userAgent: request.headers[.userAgent]))
    return response
  }
}
