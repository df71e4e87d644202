import Foundation
import SeedbedStore
import SeedbedTestSupport
import Testing

/// Databases that a run makes for itself on a server.
@Suite(.blocking, .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"))
struct PostgresRunNamesTests {
  private static let prefix = "seedbed_names_"

  @Test
  func `a database goes by the name that it has from its first moment on, and nobody else's does`()
    throws
  {
    let url = try TemporaryPostgres.shared.get().url
    let server = try PostgresServer(url: url)
    let foreign = ["1_1", "7fffffffffffffff_1", "copy", "00000000ffffffff_2"].map {
      Self.prefix + $0
    }
    let (left, kept) = try {
      let ended = try PostgresRunNames(startingWith: Self.prefix, on: PostgresServer(url: url))
      return (ended.next(), ended.next() + "_of_mine")
    }()
    for name in foreign + [left, kept] { try server.create(name) }
    let atWork = try PostgresServer(url: url)
    let names = try PostgresRunNames(startingWith: Self.prefix, on: atWork)
    let own = names.next()
    try server.create(own)
    var there: [String] {
      get throws { try server.databases(startingWith: Self.prefix).map(\.name) }
    }
    // The server takes a moment to notice that the first run is gone.
    let deadline = Date().addingTimeInterval(60)
    while try there.contains(left), Date() < deadline {
      _ = try PostgresRunNames(startingWith: Self.prefix, on: PostgresServer(url: url))
    }
    #expect(try there == (foreign + [kept, own]).sorted())
    withExtendedLifetime(atWork) {}
  }
}
