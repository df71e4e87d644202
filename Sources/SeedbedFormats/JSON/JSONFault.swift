/// What is wrong in JSON text, and at which byte.
struct JSONFault: Error {
  enum Kind: String {
    case syntax = "json.syntax"
    case duplicateKey = "json.duplicate-key"
    case tooDeep = "json.too-deep"
    case tooManyValues = "json.too-many-values"
    case encoding = "json.encoding"
  }

  let kind: Kind
  let message: String
  let offset: Int

  init(_ kind: Kind, _ message: String, at offset: Int) {
    self.kind = kind
    self.message = message
    self.offset = offset
  }
}
