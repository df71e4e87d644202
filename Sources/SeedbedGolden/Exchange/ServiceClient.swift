import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL
import Synchronization

/// Asks one service over HTTP, and keeps its connections until it is closed.
///
/// One client lives as long as the service it talks to, so that no connection outlives a restart.
struct ServiceClient: Sendable {
  let baseURL: String
  private let client: HTTPClient
  private let limits: AnswerLimits

  /// `connections`: how many connections are kept open at most.
  /// `limits`: of an answer, where its request says nothing else.
  /// `certificates`: a file of certificates to trust in place of the system's.
  init(baseURL: String, connections: Int, limits: AnswerLimits, certificates: String? = nil) {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = .seconds(2)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    // What comes out is counted as it is read, against the limit of its request.
    configuration.decompression = .enabled(limit: .none)
    if let certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(certificates)
      configuration.tlsConfiguration = tls
    }
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    self.client = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    self.limits = limits
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
    let moment = ContinuousClock.now + limits.time
    return await whole(request, limits: limits, until: moment).flatMap { head, bytes in
      (200..<300).contains(head.status.code)
        ? .success(bytes) : .failure(ExchangeFailure(message: "status \(head.status.code)"))
    }
  }

  func close() async {
    try? await client.shutdown()
  }

  /// Follows redirects as far as the request allows, with the cookies that are set on the way; all of it
  /// has the time of one answer.
  private func followed(_ request: Request) async -> Exchange {
    let start = ContinuousClock.now
    let limits = limits.overridden(
      time: request.timeout, size: request.largest, values: request.mostValues)
    var exchange = await once(request, limits: limits, start)
    var next = request
    var cookies: [String] = []
    for _ in 0..<request.redirects {
      guard let answer = exchange.answer, let place = answer.redirection else { break }
      cookies += answer.cookies
      next = next.redirected(to: place, status: answer.status, base: baseURL, cookies: cookies)
      exchange = await once(next, limits: limits, start)
    }
    return exchange
  }

  private func once(
    _ asked: Request, limits: AnswerLimits, _ start: ContinuousClock.Instant
  ) async -> Exchange {
    let address = WebAddress.isWhole(asked.target) ? asked.target : baseURL + asked.target
    var request = HTTPClientRequest(url: address)
    request.method = HTTPMethod(rawValue: asked.method)
    for header in asked.headers { request.headers.add(name: header.name, value: header.value) }
    if let body = asked.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    return await whole(request, limits: limits, until: start + limits.time).flatMap { head, bytes in
      let type = head.first(name: "content-type").map(MediaType.essence)
      let body: Answer.Body
      do throws(ExchangeFailure) {
        body = try Answer.body(
          of: bytes, type: type, encoding: head.first(name: "content-encoding"),
          isJSON: asked.isJSON, values: limits.values)
      } catch {
        return .failure(error)
      }
      let answer = Answer(
        status: Int(head.status.code), type: type,
        headers: asked.watched.map { name in
          .init(
            name: name,
            value: head.headers[name].isEmpty
              ? nil : head.headers[name].joined(separator: ", "))
        },
        redirection: (300..<400).contains(head.status.code) ? head.first(name: "location") : nil,
        cookies: head.headers["set-cookie"].map { String($0.prefix { $0 != ";" }) },
        body: body, duration: ContinuousClock.now - start)
      return .success(answer)
    }
  }

  private struct Head: Sendable {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders

    func first(name: String) -> String? { headers.first(name: name) }
  }

  /// The head and every byte of the body, which come in time and are not too many.
  private func whole(
    _ request: HTTPClientRequest, limits: AnswerLimits, until moment: ContinuousClock.Instant
  ) async -> Result<(Head, [UInt8]), ExchangeFailure> {
    let hasBegun = Mutex(false)
    do {
      return .success(
        try await Deadline.run(until: moment) { [client] in
          // The deadline is ours; this one only has to come after it.
          let patience = TimeAmount(limits.time) + .seconds(5)
          let response = try await client.execute(request, timeout: patience)
          hasBegun.withLock { $0 = true }
          let head = Head(status: response.status, headers: response.headers)
          return (head, try await Self.bytes(of: response.body, upTo: limits.size))
        })
    } catch {
      return .failure(
        ExchangeFailure(for: error, limits: limits, hasBegun: hasBegun.withLock { $0 }))
    }
  }
}

extension ServiceClient {
  /// The bytes of a body, held once.
  ///
  /// - Throws: `NIOTooManyBytesError` where they are more than `limit`.
  fileprivate static func bytes(
    of body: HTTPClientResponse.Body, upTo limit: Int
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      guard bytes.count + part.readableBytes <= limit else {
        throw NIOTooManyBytesError(maxBytes: limit)
      }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }
}

extension Request {
  /// The request that follows a redirect: a GET after 303, and after 301 and 302 of a POST (RFC 9110,
  /// section 15.4). Credentials stay with the service they are for.
  fileprivate func redirected(
    to place: String, status: Int, base: String, cookies: [String]
  ) -> Request {
    var next = self
    if method != "GET", status == 303 || (method == "POST" && status < 303) {
      next.method = "GET"
      next.body = nil
      next.headers.removeAll { $0.name == "content-type" }
    }
    if WebAddress.isWhole(place) {
      next.target = place.hasPrefix("\(base)/") ? String(place.dropFirst(base.count)) : place
    } else if place.hasPrefix("/") {
      next.target = place
    } else {
      let folder = target.prefix { $0 != "?" }.lastIndex(of: "/").map { target[...$0] } ?? "/"
      next.target = folder + place
    }
    if WebAddress.isWhole(next.target) {
      next.headers.removeAll { !["accept", "user-agent"].contains($0.name) }
    } else if !cookies.isEmpty {
      next.headers.removeAll { $0.name == "cookie" }
      let own = headers.filter { $0.name == "cookie" }.map(\.value)
      next.headers.append(
        Header(name: "cookie", value: (own + cookies).joined(separator: "; ")))
    }
    return next
  }
}

extension Duration {
  /// Whole milliseconds, truncated.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
