import SeedbedCore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that gets one line for each request, in Apache's combined log format.
final class AccessLog: Sendable {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    guard descriptor >= 0 else {
      throw StartFailure("cannot write the access log \(path): \(String(cString: strerror(errno)))")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Appends a line in one write, so that lines of requests at the same time do not mix.
  func append(_ entry: AccessLogEntry) {
    let line = Array("\(entry)\n".utf8)
    _ = write(descriptor, line, line.count)
  }
}

/// One request as the log tells it.
struct AccessLogEntry: CustomStringConvertible {
  var host: String?
  var user: String?
  var time: Timestamp
  var request: String
  var status: Int
  var bytes: Int?
  var referrer: String?
  var userAgent: String?

  var description: String {
    """
    \(host ?? "-") - \(user ?? "-") [\(Self.clf(time))] "\(Self.quoted(request))" \
    \(status) \(bytes.map(String.init) ?? "-") \
    "\(Self.quoted(referrer ?? "-"))" "\(Self.quoted(userAgent ?? "-"))"
    """
  }

  /// `15/Jan/2026:12:00:00 +0000`
  private static func clf(_ time: Timestamp) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let fields = time.fields
    let timeOfDay = [fields.hour, fields.minute, fields.second].map(twoDigits)
      .joined(separator: ":")
    return
      "\(twoDigits(fields.day))/\(months[fields.month - 1])/\(fields.year):\(timeOfDay) +0000"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  /// Escapes what would end the quotes or the line.
  private static func quoted(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): result += "\\\""
      case UInt8(ascii: "\\"): result += "\\\\"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return result
  }
}
