package import SeedbedFormats

extension GoldenDocument {
  /// The table that validates a golden file, and that `seedbed schema golden` prints.
  package static let shape = Shape.record(
    RecordShape(
      "golden file", about: "Endpoints, what they answer, and the service that serves them",
      [
        .init("service", service, about: "where the service answers and how it is started"),
        .init("auth", .dictionary(of: role), about: "the roles that ask"),
        .init("proof", proof, about: "the two sets of seeds an answer has to follow"),
        .init("inventory", inventory, about: "the documents of the API, and what counts nowhere"),
        .init("endpoints", .list(of: endpoint), about: "the operations, and what they answer"),
      ]))

  private static let service = Shape.record(
    RecordShape(
      "service", about: "The service under test; in exactly one golden file",
      [
        .init("base_url", .text, about: "its address; http://127.0.0.1:${PORT} when not given"),
        .init("port", .choice([.word(["auto"]), .integer]), about: "given to it as ${PORT}"),
        .init(
          "start", .choice([start, .text]),
          about: "how it is started; not given when it runs already"),
        .init(
          "ready", ready,
          about: "when it can be asked; as soon as GET / answers, whatever it says, when not given"),
        .init("stop", stop, about: "how it is stopped"),
        .init("tls", tls, about: "whom to trust at an https address"),
        .init(
          "timeout", .duration, about: "how long a whole answer may take; 30s when not given"),
        .init("max_size", .text, about: "how large an answer may be; 64MB when not given"),
        .init(
          "public", .list(of: .text),
          about: "variables that requests send and reports may show; all others are secrets"),
        .init(
          "max_values", .integer,
          about: "how many values an answer of JSON may hold; 1000000 when not given"),
      ]))

  private static let start = Shape.record(
    RecordShape(
      "start",
      about:
        "A command, looked for next to seedbed and then in PATH; it runs in the folder of the project",
      [
        .init("command", .list(of: .text), required: true, about: "the executable, its arguments"),
        .init("environment", .dictionary(of: .text), about: "added to the environment"),
      ]))

  private static let ready = Shape.record(
    RecordShape(
      "ready", about: "The service is ready when this path answers with a 2xx",
      [
        .init("path", .text, required: true, about: "asked until it answers"),
        .init("timeout", .duration, about: "how long that may take; 20s when not given"),
      ]))

  private static let stop = Shape.record(
    RecordShape(
      "stop", about: "SIGTERM, and SIGKILL after the timeout",
      [.init("timeout", .duration, about: "how long stopping may take; 5s when not given")]))

  private static let tls = Shape.record(
    RecordShape(
      "tls", about: "Whom to trust at an https address",
      [
        .init(
          "ca", .text, required: true, about: "a file of certificates, inside the golden folder")
      ]
    ))

  private static let role = Shape.record(
    RecordShape(
      "role", about: "Credentials, and what a denial without them looks like",
      [
        .init(
          "bearer", InputValue.shape,
          about: "a token: text, !env NAME, or !where {collection: label, take: column}"),
        .init("header", header, about: "a header with a key in it"),
        .init("basic", basic, about: "a name and a password"),
        .init("login", login, about: "a request whose answer holds the token"),
        .init("deny", .oneOrList(.integer), about: "statuses of a denial; 401 when not given"),
        .init("tenant", tenant, about: "whose rows the role may see"),
      ]))

  private static let header = Shape.record(
    RecordShape(
      "header", about: "A header with a key in it",
      [
        .init("name", .text, required: true, about: "X-Api-Key"),
        .init("value", InputValue.shape, required: true, about: "the key"),
      ]))

  private static let basic = Shape.record(
    RecordShape(
      "basic", about: "A name and a password (RFC 7617)",
      [
        .init("user", InputValue.shape, required: true, about: "the name"),
        .init("password", InputValue.shape, required: true, about: "the password"),
      ]))

  private static let login = Shape.record(
    RecordShape(
      "login", about: "A request made once in each life of the service",
      [
        .init("call", .text, required: true, about: "method and path: POST /login"),
        .init("take", .text, about: "where the token is in the answer; its cookies when not given"),
      ] + RequestDefinition.keys))

  private static let tenant = Shape.record(
    RecordShape(
      "tenant", about: "The rows of others must never be in an answer",
      [
        .init("column", .text, required: true, about: "the column that says whose a row is"),
        .init("of", InputValue.shape, required: true, about: "its value in the role's own rows"),
      ]))

  private static let inventory = Shape.record(
    RecordShape(
      "inventory", about: "The operations there are beside those of the golden files",
      [
        .init(
          "openapi", .oneOrList(.text),
          about:
            "OpenAPI or Swagger: a file in the golden folder, an address, a path of the service"
        ),
        .init("exclude", .list(of: exclusion), about: "operations that count nowhere for a while"),
      ]))

  private static let exclusion = Shape.record(
    RecordShape(
      "exclusion", about: "An operation that counts nowhere until a day",
      [
        .init("call", .text, required: true, about: "method and path: GET /path"),
        .init("reason", .text, required: true, about: "why"),
        .init("until", .text, required: true, about: "the last day, such as 2027-06-01"),
      ]))

  private static let proof = Shape.record(
    RecordShape(
      "proof", about: "The sets of seeds between which answers have to change",
      [
        .init("a", .text, required: true, about: "the set the goldens belong to"),
        .init("b", .text, required: true, about: "a set with other values and other counts"),
      ]))

  private static let endpoint = Shape.record(
    RecordShape(
      "endpoint", about: "One operation, and what it answers",
      [
        .init("call", .text, required: true, about: "method and path: GET /api/things/{id}"),
        .init("case", .text, about: "tells several cases of one operation apart"),
        .init(
          "class", .word(Endpoint.Kind.allCases.map(\.rawValue)),
          about: "data (when not given), effect when asking changes data, static"),
        .init("as", .text, about: "the role that asks"),
        .init("expect", expectation, about: "what a right answer looks like"),
        .init("match", .list(of: matcher), about: "rules in place of plain equality"),
        .init("oracle", .dictionary(of: .text), about: "SQL that gives the value at a path"),
        .init("reads", .list(of: .text), about: "the collections the answer comes from"),
        .init("capture", .dictionary(of: .text), about: "JSONPaths whose values later calls use"),
        .init("after", .text, about: "the call, and (case), that is made right before"),
        .init(
          "changes", .dictionary(of: ExpectedChange.shape),
          about: "what an effect changes, by collection; all others stay as they are"),
        .init("shared", .text, about: "why rows of other tenants may be in the answer"),
      ] + RequestDefinition.keys))

  private static let expectation = Shape.record(
    RecordShape(
      "expect", about: "What a right answer looks like",
      [
        .init("status", .integer, about: "200 when not given"),
        .init("body", .text, about: "the golden body, a file inside the golden folder"),
        .init("max_time", .duration, about: "the longest the middle one of the answers may take"),
        .init("type", .text, about: "the media type; by the body's file name when not given"),
        .init("sha256", .text, about: "the checksum of the body, in place of a golden"),
        .init(
          "headers", .dictionary(of: .choice([.text, anyValue])),
          about: "headers of the answer: a value, or {any: true}"),
        .init("max_masked", .percentage, about: "the share of leaves matchers may leave open; 75%"),
      ]))

  private static let anyValue = Shape.record(
    RecordShape(
      "header", about: "A header with any value",
      [.init("any", .boolean, required: true, about: "true")]))

  private static let matcher = Shape.record(
    RecordShape(
      "match", about: "A rule for the nodes at a path",
      [
        .init("path", .text, required: true, about: "JSONPath (RFC 9535): $.a, $.list[*].b, $..c"),
        .init("is", .word(["iso8601", "uuid"]), about: "any value of this form"),
        .init("unordered", .boolean, about: "a list whose order does not count"),
        .init("tolerance", .number, about: "how far a number may be away"),
        .init("static", .text, about: "why the nodes do not come from the data"),
        .init("ignore", .text, about: "why the nodes are not compared"),
      ]))
}
