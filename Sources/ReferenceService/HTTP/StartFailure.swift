/// Why the service cannot start, in one line.
struct StartFailure: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
