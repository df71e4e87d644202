/// Takes the request of a log line apart.
enum LogRequest {
  /// Adds the request and its method, path and protocol as four fields.
  ///
  /// What is no request of HTTP, such as `-` or the bytes of a port scan, has three empty parts.
  static func add(_ request: Range<Int>, of line: RawSpan, to fields: inout FieldBuffer) {
    let parts = parts(of: request, in: line)
    fields.add(line, unescaping: request)
    fields.add(line, parts.method)
    fields.add(line, unescaping: parts.path)
    fields.add(line, parts.version)
  }

  private static func parts(
    of request: Range<Int>, in line: RawSpan
  ) -> (method: Range<Int>, path: Range<Int>, version: Range<Int>) {
    let empty = request.lowerBound..<request.lowerBound
    guard let space = line.firstPosition(of: UInt8(ascii: " "), in: request),
      space > request.lowerBound, isMethod(request.lowerBound..<space, in: line)
    else { return (empty, empty, empty) }
    let method = request.lowerBound..<space
    var last = request.upperBound - 1
    while last > space, line[last] != UInt8(ascii: " ") { last -= 1 }
    guard last > space, line.holds("HTTP/", at: last + 1) else {
      return (method, space + 1..<request.upperBound, empty)
    }
    return (method, space + 1..<last, last + 1..<request.upperBound)
  }

  private static func isMethod(_ range: Range<Int>, in line: RawSpan) -> Bool {
    for position in range {
      switch line[position] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        continue
      default: return false
      }
    }
    return true
  }
}
