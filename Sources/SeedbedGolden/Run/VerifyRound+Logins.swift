import SeedbedCore
import SeedbedFormats

extension VerifyRound {
  /// The rows that the values of logins name: what is sent stays as it is, and secrets stay, which may be sent in
  /// another form; the rest of the row may change.
  func loginRows(in data: ProofData) -> [CanaryData.KeptRow] {
    let sent = Set(rolesInUse.flatMap { sentTexts(of: $0.access) }.filter { $0.count >= 3 })
    if sent.isEmpty { return [] }
    return data.collections.flatMap { collection in
      let columns = collection.schema.columns
      let secret = columns.indices.filter { Redaction.isSecret(name: columns[$0].name) }
      return collection.rows.flatMap { row -> [CanaryData.KeptRow] in
        let named = columns.indices.filter { row[$0].text.map(sent.contains) ?? false }
        guard let first = named.first(where: { !secret.contains($0) }) else { return [] }
        return [
          .init(
            collection: collection.schema.name, column: columns[first].name, value: row[first],
            columns: Set((named + secret).map { columns[$0].name }))
        ]
      }
    }
  }

  private func sentTexts(of access: Role.Access) -> [String] {
    switch access {
    case .bearer, .header: []
    case .basic(let user, let password):
      [user, password].compactMap { try? inputs.text(of: $0) }
    case .login(let login):
      login.request.inputs.compactMap { try? inputs.text(of: $0) } + bodyTexts(of: login.request)
    }
  }

  private func bodyTexts(of request: RequestDefinition) -> [String] {
    guard case .json(let template)? = request.body, let value = try? inputs.value(of: template)
    else { return [] }
    return JSONLeaf.leaves(of: value).compactMap(\.value.string)
  }
}
