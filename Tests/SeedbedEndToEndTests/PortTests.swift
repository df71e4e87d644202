import Foundation
import SeedbedTestSupport
import Testing

/// A port that somebody else has.
@Suite(.blocking)
struct PortTests {
  @Test
  func `a port in use is named before anything is started`() throws {
    let listener = try LoopbackListener()
    defer { listener.close() }
    let port = listener.port
    let folder = try TemporaryFolder()
    let root = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(
      at: CaseTests.folder.appending(path: "services-that-fail/input"), to: root)
    let file = root.appending(path: "golden/service.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing("port: auto", with: "port: \(port)")
    try Data(text.utf8).write(to: file)
    _ = try Invocation.seedbed(["migrate", "up", "--test"], in: root)
    let run = try Invocation.seedbed(["verify", "run"], in: root)
    #expect(run.status == 3)
    #expect(run.errors.contains("\(port)"))
    #expect(run.errors.contains("in use"))
  }
}
