import Foundation
import SeedbedCore
import SeedbedFormats

extension Inputs {
  /// The same, with a mark in the place of each secret.
  var shown: Inputs {
    var shown = self
    shown.isShown = true
    for name in hidden where variables[name]?.isEmpty == false {
      shown.variables[name] = SecretMark.of(name)
    }
    return shown
  }

  /// As `text(of:)`, for a place whose name says that what stands there is a secret.
  func text(of value: InputValue, isSecret: Bool) throws -> String {
    let text = try text(of: value)
    guard isShown, isSecret else { return text }
    switch value {
    case .environment: return text
    case .row: return SecretMark.nameless
    case .text(let template): return text.isEmpty ? "" : shownSecret(template)
    }
  }

  /// As `value(of:)`, for members whose names say that they are secret.
  func value(of template: JSONTemplate, isSecret: Bool) throws -> JSONValue {
    guard isShown else { return try value(of: template) }
    switch template {
    case .value(let value):
      switch value {
      case .string(let text) where isSecret && !text.isEmpty: return .string(SecretMark.nameless)
      case .number where isSecret: return .string(SecretMark.nameless)
      case .string, .number, .null, .bool, .array, .object: return value
      }
    case .text(let text):
      return isSecret ? .string(shownSecret(text)) : try value(of: template)
    case .array(let elements):
      return .array(try elements.map { try value(of: $0, isSecret: isSecret) })
    case .object(let members):
      return .object(
        JSONObject(
          try members.map {
            let isSecret = isSecret || SecretName.isSecret(field: $0.name)
            return ($0.name, try value(of: $0.value, isSecret: isSecret))
          }))
    }
  }

  /// What is sent where a name says that it is a secret, without what is declared public.
  func secrets(of request: RequestDefinition) -> [String] {
    let headers = request.headers.filter { SecretName.isSecret(header: $0.name) }
    let form: [RequestDefinition.Field] =
      if case .form(let fields)? = request.body { fields } else { [] }
    let fields = (request.query + form).filter { SecretName.isSecret(field: $0.name) }
    let texts = (headers + request.cookies + fields).map(\.value).filter { !isPublic($0.variables) }
      .compactMap { try? text(of: $0) }
    let members: [String] =
      if case .json(let template)? = request.body {
        secretTexts(of: template, isSecret: false)
      } else {
        []
      }
    // `Bearer TOKEN` is a secret for its second word.
    return (texts + members).flatMap {
      [$0] + $0.split(separator: " ").dropFirst().map(String.init)
    }
  }

  /// What a role sends to say who it is, as far as no answer brings it.
  func secrets(of access: Role.Access) -> [String] {
    switch access {
    case .bearer(let value), .header(_, let value):
      return (try? text(of: value)).map { [$0] } ?? []
    case .basic(let user, let password):
      guard let password = try? text(of: password) else { return [] }
      guard let user = try? text(of: user) else { return [password] }
      return [password, Data("\(user):\(password)".utf8).base64EncodedString()]
    case .login(let login): return secrets(of: login.request)
    }
  }

  private func secretTexts(of template: JSONTemplate, isSecret: Bool) -> [String] {
    switch template {
    case .value(let value): isSecret ? [value.plainText] : []
    case .text(let text):
      isSecret && !isPublic(text.names) ? [(try? value(of: template))?.plainText ?? ""] : []
    case .array(let elements):
      elements.flatMap { secretTexts(of: $0, isSecret: isSecret) }
    case .object(let members):
      members.flatMap {
        secretTexts(of: $0.value, isSecret: isSecret || SecretName.isSecret(field: $0.name))
      }
    }
  }

  private func isPublic(_ names: [String]) -> Bool {
    !names.isEmpty && names.allSatisfy { captured[$0] == nil && !hidden.contains($0) }
  }

  /// Text around variables stays, so that `Bearer $TOKEN` says what it is.
  private func shownSecret(_ template: Template) -> String {
    if template.names.isEmpty { return SecretMark.nameless }
    return template.parts.map { part in
      switch part {
      case .text(let text): return text
      case .variable(let name, _):
        if captured[name] != nil { return SecretMark.of(name) }
        guard let value = variables[name], !value.isEmpty else { return SecretMark.nameless }
        return value
      }
    }.joined()
  }
}
