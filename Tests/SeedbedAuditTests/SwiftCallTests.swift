import Testing

@testable import SeedbedAudit

struct SwiftCallTests {
  @Test func `random members of the number types and Bool are found`() throws {
    let text = """
      let a = Int.random(in: 0..<5)
      let b: Double = .random(in: 0...1)
      let c = Bool.random()
      let d: Bool = .random()
      """
    #expect(try swiftCalls(text) == ["Int.random@1", ".random@2", "Bool.random@3", ".random@4"])
  }

  @Test func `random picks and shuffles of collections are found`() throws {
    let text = "a.randomElement()\na?.shuffled()\nf(x)\n  .shuffle()\n"
    #expect(try swiftCalls(text) == ["randomElement@1", "shuffled@2", "shuffle@4"])
  }

  @Test func `the system's generators are found`() throws {
    let text = """
      var g = SystemRandomNumberGenerator()
      arc4random_uniform(3)
      drand48()
      rand()
      Glibc.random()
      """
    #expect(
      try swiftCalls(text) == [
        "SystemRandomNumberGenerator@1", "arc4random_uniform@2", "drand48@3", "rand@4", "random@5",
      ])
  }

  @Test func `a call in an interpolation is found and one in text is not`() throws {
    let text = "let a = \"rand() \\(rand()) \\\\(rand())\" // rand()\n"
    #expect(try swiftCalls(text) == ["rand@1"])
  }

  @Test func `a function declared in the file is not the system's`() throws {
    #expect(try swiftCalls("func rand() -> Int { 4 }\nlet a = rand()\n") == [])
  }

  @Test func `a parameter hides the function in its body only`() throws {
    let text = "func f(rand: () -> Int) { _ = rand() }\nfunc g() { _ = rand() }\n"
    #expect(try swiftCalls(text) == ["rand@2"])
  }

  @Test func `a type's own random is not the standard library's`() throws {
    let text = """
      enum Dice { static func random(in range: Range<Int>) -> Int { 4 } }
      let a = Dice.random(in: 0..<6)
      """
    #expect(try swiftCalls(text) == [])
  }

  @Test func `a reference to a function is not a call`() throws {
    #expect(try swiftCalls("let f = Int.random(in:)\nlet g = Int.random(in:using:)\n") == [])
  }

  @Test func `the symbol is the path of types and functions`() throws {
    let text = """
      struct Service {
        var seed: Int { if true { return rand() }; return 0 }
        let fixed = [1].map { _ in rand() }
        func stats(in x: Int = 5) -> Int { [1].map { _ in rand() }[0] }
        init() { rand() }
      }
      extension Service.Inner { class func make() { rand() } }
      rand()
      """
    let bytes = Array(text.utf8)
    let calls = SwiftCalls.find(in: bytes, tokens: try SwiftLexer.tokens(of: bytes.span))
    #expect(
      calls.map(\.symbol) == [
        "Service.seed", "Service", "Service.stats", "Service.init", "Service.Inner.make", "",
      ])
  }
}
