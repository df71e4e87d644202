package import SeedbedCore
package import SeedbedFormats

/// An OpenAPI 3.0 or 3.1 or a Swagger 2 document: which operations it describes.
package struct APIDocument: Sendable {
  /// The document as messages call it.
  package let name: String
  package let version: Version
  /// In the order of the document.
  package let operations: [Operation]
  /// Methods and paths that no call can name, in the order of the document.
  let unread: [String]
  /// `https://api.example.com`; nil when the document does not say.
  let origin: String?
  /// The whole document, in which `$ref` looks.
  let root: JSONValue

  /// The dialects that are read.
  package enum Version: String, Sendable, Hashable, CaseIterable {
    case swagger2 = "2"
    case openAPI30 = "3.0"
    case openAPI31 = "3.1"
  }

  /// One operation of a document.
  package struct Operation: Sendable {
    /// The method and the path with its `{names}`, the document's base path in front.
    package let call: Endpoint.Call
    package let parameters: [Parameter]
    /// The media type of the body and an example of it.
    package let body: (type: String, example: JSONValue)?
    /// By status as it is written: `200`, `2XX`, `default`.
    let responses: [(status: String, value: JSONValue)]
    package let isSecured: Bool
    /// The media type of an answer of success; nil when the document does not say.
    let successType: String?
    package let location: Location

    /// The first status of success that is described; 200 when none is.
    package var successStatus: Int {
      responses.lazy.compactMap { Int($0.status) }.first { (200..<400).contains($0) } ?? 200
    }
  }

  /// A parameter in the path, the query, a header or a cookie.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let place: Place
    package let isRequired: Bool
    /// An example, a default, the first of an enumeration, or something of its type.
    package let example: JSONValue

    /// Where a parameter is put.
    package enum Place: String, Sendable, Hashable, CaseIterable {
      case path, query, header, cookie
    }
  }
}

extension Diagnostic.Code {
  /// A document that is no OpenAPI or Swagger document of a version that is read.
  package static let apiDocument = Self("openapi.document", .invalidFile)
  /// A document that could not be had.
  package static let apiDocumentMissing = Self("openapi.missing", .runFailed)
}
