import SeedbedFormats
import Testing

@testable import SeedbedGolden
@testable import SeedbedReport

/// Text of answers and names in each format of a report.
struct UntrustedTextTests {
  @Test func `Markdown starts no markup and leaves no cell`() {
    #expect(
      MarkdownText.plain("a|b `c` *d* [e](http://x) <i> & \u{1B}\nf\\")
        == #"a\|b \`c\` \*d\* \[e\](http://x) &lt;i> &amp; \\u001b f\\"#)
  }

  @Test func `a name with backticks has a longer fence`() {
    #expect(MarkdownText.code("GET /a") == "`GET /a`")
    #expect(MarkdownText.code("a|b``c") == #"```a\|b``c```"#)
    #expect(MarkdownText.code("`a`") == "`` `a` ``")
    #expect(MarkdownText.code("a\nb\u{202E}") == #"`a\nb\u202e`"#)
  }

  @Test func `XML shows what it cannot hold`() {
    #expect(XMLText.escaped("<a b='\"'>&\u{0}") == "&lt;a b=&#39;&quot;&#39;&gt;&amp;\\u0000")
  }

  @Test func `TAP keeps a description and a comment on their lines`() {
    #expect(TAPText.description("a # SKIP\nok 2") == ##"a \# SKIP\\nok 2"##)
    #expect(TAPText.comment("a\nok 2\u{7}") == #"# a ok 2\u0007"#)
  }

  @Test(arguments: ReportFormat.allCases)
  func `no report holds a control character`(format: ReportFormat) throws {
    let document = try GoldenDocument.read(
      texts: [
        (
          "golden/shop.yaml",
          """
          service: {base_url: "http://127.0.0.1:8080"}
          endpoints:
            - call: GET /page
              case: "a|`b`\\e[31m"
              expect: {status: 200, headers: {X-A: a}}
          """
        )
      ], folder: "golden")
    let endpoint = try #require(document.endpoints.first)
    let answer = Answer(
      status: 200, type: nil, headers: [.init(name: "X-A", value: "\u{1B}]0;title\u{7}\u{202E}")],
      body: .empty, duration: .zero)
    let evidence = Evidence(first: [.success(answer)])
    let judgement = Judgement(
      of: JudgedOperation(endpoint: endpoint, role: nil, golden: .notNamed, evidence: evidence))
    let outcome = VerifyOutcome(
      operations: [OperationOutcome(endpoint, judgement, evidence)], duration: .zero)
    let text = format.text(of: outcome)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
  }
}
