import SeedbedCore
package import SeedbedFormats

/// What a request carries beside its method and path, and how it is made.
package struct RequestDefinition: Sendable {
  /// One for each `{name}` of the path.
  package let path: [Field]
  /// In the order written; one name may stand several times.
  package let query: [Field]
  package let headers: [Field]
  package let cookies: [Field]
  package let body: Body?
  /// How many redirects are followed; none unless said otherwise.
  package let redirects: Int
  /// How long the answer may take; the run's limit unless said otherwise.
  package let timeout: Duration?
  /// How large the answer may be once it is decompressed, in bytes; the run's limit unless said otherwise.
  package let largest: Int?
  /// How many values an answer of JSON may hold; the run's limit unless said otherwise.
  package let mostValues: Int?
  package let retry: Retry?

  /// A name and what is sent under it.
  package struct Field: Sendable {
    package let name: String
    package let value: InputValue
  }

  /// What is sent in the body.
  package enum Body: Sendable {
    case json(JSONTemplate)
    /// `application/x-www-form-urlencoded`.
    case form([Field])
    /// A file inside the golden folder, and its media type.
    case file(String, type: String)
  }

  /// Asking again when no answer came, or one with these statuses.
  package struct Retry: Sendable, Hashable {
    /// How often it is asked again.
    package let times: Int
    /// How long is waited before the first of them; twice as long before each further one.
    package let wait: Duration
    package let statuses: [Int]
  }

  /// Every value it needs.
  var inputs: [InputValue] { question + (headers + cookies).map(\.value) }

  /// The values that say what is asked for; the others say who asks.
  var question: [InputValue] {
    let form: [Field] = if case .form(let fields)? = body { fields } else { [] }
    return (path + query + form).map(\.value)
  }

  /// The names of captured values in it, among those of variables.
  var names: [String] {
    let json: [String] = if case .json(let template)? = body { template.variables } else { [] }
    return json + inputs.flatMap(\.names)
  }
}

/// JSON with `${NAME}` in its strings.
///
/// A string that is nothing but `${name}` of a captured value becomes that value, a number included.
package indirect enum JSONTemplate: Sendable {
  case value(JSONValue)
  case text(Template)
  case array([JSONTemplate])
  case object([(name: String, value: JSONTemplate)])
}
