import HTTPTypes
import Hummingbird
import SeedbedCore
import SeedbedStore

/// Lets a request through only with the token of a session that is active and has not expired.
struct Authentication: RouterMiddleware {
  let store: any Store
  let clock: ServiceClock

  func handle(
    _ request: Request, context: ServiceContext,
    next: @concurrent (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    guard let token = bearerToken(of: request), let user = try user(of: token) else {
      var response = Response(["error": "a live session is needed"], status: .unauthorized)
      response.headers[.wwwAuthenticate] = "Bearer"
      return response
    }
    context.visitor.user = user
    return try await next(request, context)
  }

  private func bearerToken(of request: Request) -> String? {
    guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else {
      return nil
    }
    return String(header.dropFirst(7))
  }

  private func user(of token: String) throws -> String? {
    let sql = """
      select user_id from user_sessions
      where session_id = $1 and is_active = $2 and expires_at > $3
      order by id limit 1
      """
    return try store.read { session in
      try session.rows(sql, [.text(token), .bool(true), .timestamp(clock.now())])
        .first?.text("user_id")
    }
  }
}
