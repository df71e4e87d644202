import Foundation
package import SeedbedCore
import SeedbedFormats

/// Where the bytes of a document come from: a file, an address, or the service itself.
package enum DocumentSource {
  /// The bytes of a file, or what an `http://` or `https://` address answers.
  ///
  /// `location`: where an address is written.
  ///
  /// - Throws: `Diagnostic` when there is no file, or no answer with a 2xx.
  package static func bytes(of source: String, at location: Location? = nil) async throws -> [UInt8]
  {
    if WebAddress.isWhole(source) { return try await fetched(source, at: location) }
    return try FileBytes.read(source)
  }

  private static func fetched(_ address: String, at location: Location?) async throws -> [UInt8] {
    let client = ServiceClient(
      baseURL: "", connections: 1,
      limits: AnswerLimits.usual.overridden(time: .seconds(20)))
    let result = await client.bytes(of: address)
    await client.close()
    switch result {
    case .success(let bytes): return bytes
    case .failure(let failure):
      throw Diagnostic(
        .apiDocumentMissing, "\(address) gives no document", at: location, cause: failure.message)
    }
  }
}

extension InventoryDefinition {
  /// Reads the documents that are files, before anything is started.
  func readFiles(folder: String, variables: [String: String]) throws -> [APIDocument] {
    var problems = Diagnostics()
    let documents = try documents.compactMap { template -> APIDocument? in
      let source = try template.text(with: variables)
      if source.hasPrefix("/") || WebAddress.isWhole(source) { return nil }
      return problems.collect {
        guard !source.split(separator: "/").contains(".."),
          let data = FileManager.default.contents(atPath: "\(folder)/\(source)")
        else {
          throw template.node.diagnostic(
            .apiDocument, "there is no '\(source)' in the golden folder",
            help: "name a file in it, an address, or a path of the service that starts with /")
        }
        return try APIDocument(bytes: Array(data), named: "\(folder)/\(source)")
      }
    }
    try problems.throwIfAny()
    return documents
  }

  /// Reads the documents that are addresses, or paths of the service at `base`.
  func fetch(base: String, variables: [String: String]) async throws -> [APIDocument] {
    var fetched: [APIDocument] = []
    for template in documents {
      let source = try template.text(with: variables)
      guard source.hasPrefix("/") || WebAddress.isWhole(source) else { continue }
      let address = source.hasPrefix("/") ? base + source : source
      let bytes = try await DocumentSource.bytes(of: address, at: template.node.location)
      fetched.append(try APIDocument(bytes: bytes, named: source))
    }
    return fetched
  }
}
