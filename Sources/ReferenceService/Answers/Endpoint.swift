/// One thing the API answers.
struct Endpoint: Sendable {
  let service: String
  let name: String
  let answer: @Sendable (Query) throws -> Answer

  init(_ service: String, _ name: String, _ answer: @escaping @Sendable (Query) throws -> Answer) {
    self.service = service
    self.name = name
    self.answer = answer
  }

  var path: String { "/api/\(service)/\(name)" }
}
