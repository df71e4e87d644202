import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

/// Asks one service over HTTP, and keeps its connections until it is closed.
///
/// One client lives as long as the service it talks to, so that no connection outlives a restart.
struct ServiceClient: Sendable {
  let baseURL: String
  private let client: HTTPClient
  private let timeout: Duration

  /// - Parameters:
  ///   - connections: how many connections are kept open at most.
  ///   - timeout: how long an answer may take, to the end of its body.
  ///   - certificates: a file of certificates to trust in place of the system's.
  init(baseURL: String, connections: Int, timeout: Duration, certificates: String? = nil) {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(2)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    configuration.decompression = .enabled(limit: .size(Self.largestBody))
    if let certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(certificates)
      configuration.tlsConfiguration = tls
    }
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    self.client = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    self.timeout = timeout
  }

  /// Makes a request, again where it says so; a failure to get an answer is a result, not an error.
  func ask(_ request: Request) async -> Exchange {
    var exchange = await followed(request)
    guard let retry = request.retry else { return exchange }
    var wait = retry.wait
    for _ in 0..<retry.times {
      if let answer = exchange.answer, !retry.statuses.contains(answer.status) { break }
      guard (try? await Task.sleep(for: wait)) != nil else { break }
      wait *= 2
      exchange = await followed(request)
    }
    return exchange
  }

  /// The bytes an address answers with a 2xx.
  func bytes(of address: String) async -> Result<[UInt8], ExchangeFailure> {
    var request = HTTPClientRequest(url: baseURL + address)
    request.headers.add(name: "user-agent", value: "seedbed")
    do {
      let response = try await client.execute(request, timeout: TimeAmount(timeout))
      guard (200..<300).contains(response.status.code) else {
        return .failure(ExchangeFailure(message: "status \(response.status.code)"))
      }
      let body = try await response.body.collect(upTo: Self.largestBody)
      return .success(Array(body.readableBytesView))
    } catch {
      return .failure(Self.failure(for: error, limit: timeout))
    }
  }

  func close() async {
    try? await client.shutdown()
  }

  /// Follows redirects as far as the request allows, with the cookies that are set on the way.
  private func followed(_ request: Request) async -> Exchange {
    let start = ContinuousClock.now
    var exchange = await once(request, start)
    var next = request
    var cookies: [String] = []
    for _ in 0..<request.redirects {
      guard let answer = exchange.answer, let place = answer.redirection else { break }
      cookies += answer.cookies
      next = next.redirected(to: place, status: answer.status, base: baseURL, cookies: cookies)
      exchange = await once(next, start)
    }
    return exchange
  }

  private func once(_ asked: Request, _ start: ContinuousClock.Instant) async -> Exchange {
    let address = DocumentSource.isAddress(asked.target) ? asked.target : baseURL + asked.target
    var request = HTTPClientRequest(url: address)
    request.method = HTTPMethod(rawValue: asked.method)
    for header in asked.headers { request.headers.add(name: header.name, value: header.value) }
    if let body = asked.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let limit = asked.timeout ?? timeout
    do {
      let response = try await client.execute(request, timeout: TimeAmount(limit))
      let body = try await response.body.collect(upTo: Self.largestBody)
      let type = response.headers.first(name: "content-type").map(MediaType.essence)
      return .success(
        Answer(
          status: Int(response.status.code), type: type,
          headers: asked.watched.map { name in
            .init(
              name: name,
              value: response.headers[name].isEmpty
                ? nil : response.headers[name].joined(separator: ", "))
          },
          redirection: (300..<400).contains(response.status.code)
            ? response.headers.first(name: "location") : nil,
          cookies: response.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) },
          body: Answer.body(
            of: Array(body.readableBytesView), type: type, isJSON: asked.isJSON),
          duration: ContinuousClock.now - start))
    } catch {
      return .failure(Self.failure(for: error, limit: limit))
    }
  }

  private static let largestBody = 64 * 1024 * 1024

  private static func failure(for error: any Error, limit: Duration) -> ExchangeFailure {
    if let refusal = refusal(of: error) {
      return ExchangeFailure(message: refusal, isLasting: true)
    }
    return ExchangeFailure(message: message(for: error, limit: limit))
  }

  /// Why the certificate is refused; nil where something else went wrong.
  private static func refusal(of error: any Error) -> String? {
    if (error as? NIOSSLExtraError) == .failedToValidateHostname {
      return "the certificate of the service is for another name"
    }
    guard String(describing: error).contains("CERTIFICATE_VERIFY_FAILED") else { return nil }
    return "the certificate of the service is not trusted; 'tls: {ca: FILE}' names who signed it"
  }

  private static func message(for error: any Error, limit: Duration) -> String {
    switch error as? HTTPClientError {
    case .deadlineExceeded, .readTimeout: return "no answer within \(limit.milliseconds) ms"
    case .connectTimeout: return "no connection within 2 s"
    case .remoteConnectionClosed:
      return "the connection was closed before the answer was complete"
    default: break
    }
    if error is NIOTooManyBytesError { return "the answer is larger than 64 MiB" }
    let text = String(describing: error)
    return text.contains("refused") ? "the connection was refused" : "no answer: \(text)"
  }
}

extension Request {
  /// The request that follows a redirect: a GET after 303, and after 301 and 302 of a POST (RFC 9110,
  /// section 15.4). Credentials stay with the service they are for.
  fileprivate func redirected(
    to place: String, status: Int, base: String, cookies: [String]
  ) -> Request {
    var next = Request(
      self, method: status == 303 || (method == "POST" && status < 303) ? "GET" : method)
    if DocumentSource.isAddress(place) {
      next.target = place.hasPrefix("\(base)/") ? String(place.dropFirst(base.count)) : place
    } else if place.hasPrefix("/") {
      next.target = place
    } else {
      let folder = target.prefix { $0 != "?" }.lastIndex(of: "/").map { target[...$0] } ?? "/"
      next.target = folder + place
    }
    if DocumentSource.isAddress(next.target) {
      next.headers.removeAll { !["accept", "user-agent"].contains($0.name) }
    } else if !cookies.isEmpty {
      next.headers.removeAll { $0.name == "cookie" }
      let own = headers.filter { $0.name == "cookie" }.map(\.value)
      next.headers.append(
        Header(name: "cookie", value: (own + cookies).joined(separator: "; ")))
    }
    return next
  }

  private init(_ other: Request, method: String) {
    self.method = method
    target = other.target
    let keepsBody = method == other.method
    headers = other.headers.filter { keepsBody || $0.name != "content-type" }
    body = keepsBody ? other.body : nil
    redirects = other.redirects
    timeout = other.timeout
    retry = other.retry
    isJSON = other.isJSON
    watched = other.watched
  }
}

extension Duration {
  /// Whole milliseconds, truncated.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
