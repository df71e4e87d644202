import SeedbedCore
import SeedbedStore
import Testing

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
}
