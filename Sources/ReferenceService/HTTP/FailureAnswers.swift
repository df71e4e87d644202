import Hummingbird
import Logging

/// Answers with JSON when an endpoint fails, and says why in the service's own log only.
struct FailureAnswers: RouterMiddleware {
  func handle(
    _ request: Request, context: ServiceContext,
    next: @concurrent (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError {
      return Response(["error": .text(error.status.reasonPhrase)], status: error.status)
    } catch {
      context.logger.error("\(request.uri.path) failed: \(error)")
      return Response(["error": "the database did not answer"], status: .internalServerError)
    }
  }
}
