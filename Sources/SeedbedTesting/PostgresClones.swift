import Dispatch
import SeedbedCore
import SeedbedStore
import Synchronization

/// Copies of one template, made and dropped in the background.
final class PostgresClones: Sendable {
  /// A copy with a connection to it.
  struct Clone: Sendable {
    let name: String
    let url: String
    let store: PostgresStore
  }

  private struct State {
    var ready: [Clone] = []
    var isClosed = false
  }

  private let server: PostgresServer
  private let template: PostgresTemplate
  private let names: PostgresRunNames
  private let wanted: Int
  private let state = Mutex(State())
  private let work = DispatchQueue(label: "seedbed.testing")

  init(of contents: SeededContents, on server: PostgresServer, ready wanted: Int) throws {
    self.server = server
    self.wanted = wanted
    names = try PostgresRunNames(startingWith: "seedbed_test_", on: server)
    try PostgresTemplate.dropUnused(on: server)
    template = try PostgresTemplate(of: contents, on: server, draft: names.next())
    work.async { self.refill() }
  }

  func take() throws -> Clone {
    let ready = state.withLock { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
    work.async { self.refill() }
    return try ready ?? make()
  }

  func drop(_ clone: Clone) {
    work.async {
      try? clone.store.close()
      // What cannot be dropped now is left to the next run.
      try? self.server.drop(clone.name)
    }
  }

  func settle() { work.sync {} }

  /// Drops what was not handed out.
  func close() {
    let left = state.withLock { state in
      defer { state.ready = [] }
      state.isClosed = true
      return state.ready
    }
    for clone in left { drop(clone) }
    settle()
  }

  private func refill() {
    while state.withLock({ !$0.isClosed && $0.ready.count < wanted }) {
      // The reason is told when a test finds none ready, and tries itself.
      guard let clone = try? make() else { return }
      let isKept = state.withLock { state in
        if !state.isClosed { state.ready.append(clone) }
        return !state.isClosed
      }
      if !isKept { drop(clone) }
    }
  }

  private func make() throws -> Clone {
    let name = names.next()
    try server.create(name, from: template.name)
    let url = server.url(of: name)
    let store = try PostgresStore(url: url)
    try TestMark.moveToCopy(on: store)
    return Clone(name: name, url: url, store: store)
  }
}
