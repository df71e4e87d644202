import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

extension ExchangeFailure {
  /// Why no answer came, in words.
  ///
  /// `hasBegun`: whether the head of the answer was there.
  init(for error: any Error, limits: AnswerLimits, hasBegun: Bool) {
    if let refusal = Self.refusal(of: error) {
      self.init(message: refusal, isLasting: true)
      return
    }
    let within = "within \(limits.time.milliseconds) ms"
    let size = AnswerLimits.words(forSize: limits.size)
    switch error {
    case is Deadline.Passed:
      self.init(message: "no \(hasBegun ? "whole " : "")answer \(within)", isTimeout: true)
    case is NIOTooManyBytesError:
      self.init(message: "the answer is larger than \(size)")
    case let error as HTTPClientError: self.init(message: Self.words(for: error, within))
    case HTTPParserError.invalidEOFState:
      self.init(message: Self.isCut)
    case let error as HTTPParserError:
      self.init(message: "the answer is not HTTP: \(error)")
    case is NIOHTTPDecompression.DecompressionError:
      self.init(message: "the answer is not of the compression it says: \(error)")
    default:
      let text = String(describing: error)
      self.init(
        message: text.contains("refused") ? "the connection was refused" : "no answer: \(text)")
    }
  }

  /// Why the certificate is refused; nil where something else went wrong.
  private static func refusal(of error: any Error) -> String? {
    if (error as? NIOSSLExtraError) == .failedToValidateHostname {
      return "the certificate of the service is for another name"
    }
    guard String(describing: error).contains("CERTIFICATE_VERIFY_FAILED") else { return nil }
    return "the certificate of the service is not trusted; 'tls: {ca: FILE}' names who signed it"
  }

  private static let isCut = "the connection was closed before the answer was complete"

  private static func words(for error: HTTPClientError, _ within: String) -> String {
    switch error {
    case .deadlineExceeded, .readTimeout: return "no answer \(within)"
    case .connectTimeout: return "no connection within 2 s"
    case .remoteConnectionClosed: return isCut
    default: return "no answer: \(error)"
    }
  }
}
