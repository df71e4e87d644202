import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@Suite(.blocking)
struct StoreURLTests {
  @Test(arguments: ["shop.sqlite", "sqlite:shop.sqlite", "sqlite://shop.sqlite"])
  func `a file may be written with or without a scheme`(text: String) throws {
    let url = try StoreURL(text)
    #expect(url.engine == .sqlite)
    #expect(url.target == "shop.sqlite")
  }

  @Test
  func `an absolute path keeps its slash`() throws {
    #expect(try StoreURL("sqlite:///var/shop.sqlite").target == "/var/shop.sqlite")
  }

  @Test(arguments: ["", "sqlite:", "mysql://localhost/shop"])
  func `what names no database is refused`(text: String) {
    let problem = #expect(throws: Diagnostic.self) { try StoreURL(text) }
    #expect(problem?.code == .storeURL)
  }

  @Test
  func `a password is not shown`() throws {
    let url = try StoreURL("postgres://ada:hunter2@db.example.com/shop")
    #expect(url.engine == .postgres)
    #expect(url.description == "postgres://ada:[redacted]@db.example.com/shop")
  }

  @Test(arguments: ["p<w", "a\"b", "it's", "a b c", "100%", "p%zz", "a@b/c?d"])
  func `a password may hold what no address should`(password: String) throws {
    let url = try StoreURL("postgres://ada:\(password)@db/shop?password=\(password)&x=1")
    #expect(url.description == "postgres://ada:[redacted]@db/shop?password=[redacted]&x=1")
    let other = #expect(throws: Diagnostic.self) { try StoreURL("mysql://ada:\(password)@db") }
    #expect(other?.message == "'mysql://ada:[redacted]@db' is not a database address")
  }

  @Test(arguments: ["host=h password='a b'", "dbname = d user=u password=x", "password='p<w'"])
  func `settings of libpq are no address, and not shown`(text: String) {
    let problem = #expect(throws: Diagnostic.self) { try StoreURL(text) }
    #expect(problem?.code == .storeURL)
    #expect(
      problem?.message == "settings such as 'host=… dbname=…' are not a database address")
  }

  @Test(arguments: [
    "file:shop.sqlite", "sqlite:file:shop.sqlite?mode=ro", "sqlite:~/shop.sqlite",
    "~ada/shop.sqlite",
    ":memory:", "sqlite::memory:",
  ])
  func `what SQLite or a shell takes for something else is no path`(text: String) throws {
    let problem = #expect(throws: Diagnostic.self) { try StoreURL(text) }
    #expect(problem?.code == .storeURL)
    #expect(problem?.message.hasSuffix("' is not the path of a file") == true)
    #expect(problem?.help?.isEmpty == false)
  }

  @Test(arguments: ["./~/shop.sqlite", "~shop.sqlite", "a:b.sqlite", "./file:shop.sqlite"])
  func `a path may look a little odd`(text: String) throws {
    #expect(try StoreURL(text).target == text)
  }

  @Test(arguments: [
    "a@secret-b", "secret/b", "a/secret?b", "12/secret", "secret/b@c", "a/secret#b", "secret/b?c=d",
  ])
  func `a password that an address cannot hold is refused, and not shown`(password: String) throws {
    let url = try StoreURL("postgres://ada:\(password)@db.example.com/shop")
    let problem = #expect(throws: Diagnostic.self) { try url.open() }
    #expect(problem?.code == .storeURL)
    #expect(
      problem?.message
        == "'postgres://ada:[redacted]@db.example.com/shop' can be read in more than one way")
    #expect(problem?.help?.contains("write @ as %40, / as %2F") == true)
    let server = #expect(throws: Diagnostic.self) { try PostgresServer(url: url.target) }
    #expect(server?.message == problem?.message)
  }

  @Test(
    .enabled(if: TemporaryPostgres.isWanted, "\(TemporaryPostgres.skipMessage)"),
    arguments: ["p?w", "p#w", "p?lock_timeout=w&x", "p[w]", "p%3Fw", "?"])
  func `a password may hold all that ends no part of an address`(password: String) throws {
    let plain = try TemporaryPostgres.shared.get().database()
    let url = plain.replacing("//seedbed@", with: "//seedbed:\(password)@") + "?lock_timeout=2s"
    let store = try PostgresStore(url: url)
    #expect(try store.read { try $0.rows("SHOW lock_timeout") }.first?.text("lock_timeout") == "2s")
    #expect(!store.name.contains(password))
    try store.close()
    // The address of another database is made of the same parts.
    let server = try PostgresServer(url: url)
    try PostgresStore(url: server.url(of: "postgres")).close()
    #expect(!server.url(of: "postgres").contains("/test_"))
  }

  @Test(arguments: [
    "postgres:///shop?user=a@b", "postgres://[::1]:1/shop?user=a@b",
    "postgres://a:1,b:2/c?user=d@e",
    "postgres://ada@a:1,b:2/shop", "postgres://",
  ])
  func `an @ in a parameter ends no password`(text: String) throws {
    let problem = #expect(throws: Diagnostic.self) {
      try StoreURL(text + (text.contains("?") ? "&" : "?") + "sslmode=none").open()
    }
    // libpq refuses the parameter, so it has read the address.
    #expect(problem?.code == .storeOpen)
  }
}
