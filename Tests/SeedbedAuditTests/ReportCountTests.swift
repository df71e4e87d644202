import Testing

@testable import SeedbedAudit

struct ReportCountTests {
  @Test func `calls with one closing parenthesis are counted by name`() {
    let count = ReportCount(
      of: "random.randint(1, 2) random.uniform(0,\n1) random.choice([1]) random.random()")
    #expect([count.randint, count.uniform, count.choice, count.random] == [1, 1, 1, 1])
    #expect(count.total == 4)
  }

  @Test func `text counts as well as calls`() {
    #expect(ReportCount(of: "# np.random.random() 'random.choice(x)'").total == 2)
  }

  @Test func `a call with a parenthesis among its arguments is not counted`() {
    #expect(ReportCount(of: "random.randint(1, len(x))").total == 0)
  }

  @Test func `a call nested in one that is not counted is`() {
    #expect(ReportCount(of: "random.choice([random.randint(1, 2)])").total == 1)
  }

  @Test func `other members are not counted`() {
    #expect(ReportCount(of: "random.randrange(3) random.choices([1]) random.random(1)").total == 0)
  }
}
