#if os(Linux)
  import Foundation
  import SeedbedTestSupport
  import Testing

  /// A load takes the same memory whatever the size of its file, and a verification whatever is answered.
  @Suite(.blocking)
  struct MemoryTests {
    /// The largest resident memory of a process so far, in bytes; nil when it has ended.
    private static func peak(of process: Int32) -> Int? {
      let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      return status?.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.output.1) }
        .map { $0 << 10 }
    }

    /// Runs `seedbed` to its end.
    ///
    /// - Returns: its largest resident memory in bytes, and what it said.
    private static func run(_ arguments: [String], in folder: URL) throws -> (Int, Invocation) {
      let running = try Invocation.start(Installation.seedbed, arguments, in: folder)
      var peak = 0
      while running.process.isRunning {
        peak = Self.peak(of: running.process.processIdentifier) ?? peak
        Thread.sleep(forTimeInterval: 0.01)
      }
      return (peak, running.finish())
    }

    @Test(
      .enabled(if: Installation.hasPython, "python3 is not installed"))
    func `ten times the operations are verified in hardly more memory`() throws {
      let folder = try TemporaryFolder()
      let script = Installation.root.appending(path: "Tests/SeedbedGoldenTests/service.py")
        .path(percentEncoded: false)
      try folder.write("golden: golden\n", to: "seedbed.yaml")
      let items = (0..<100).map { #"{"name": "item \#($0)", "visits": \#($0)}"# }
      try folder.write(
        "{\"items\": [\(items.joined(separator: ", "))]}", to: "golden/large.json")
      func peak(of operations: Int) throws -> Int {
        let calls = (1...operations).map {
          "  - {call: \"GET /api/large?n=\($0)\", expect: {body: large.json}}\n"
        }
        try folder.write(
          """
          service:
            port: auto
            start: {command: [python3, "\(script)", --port, "${PORT}", --data, "\(folder.path("data"))"]}
            ready: {path: /health, timeout: 60s}
          endpoints:
          \(calls.joined())
          """, to: "golden/service.yaml")
        let (peak, run) = try Self.run(
          ["verify", "run", "--quiet", "--repeats", "1"], in: URL(filePath: folder.path))
        #expect(run.output.hasPrefix("operational 100.0% (\(operations)/\(operations))"))
        return peak
      }
      let few = try peak(of: 150)
      let many = try peak(of: 1500)
      // The answers to one operation alone take 40 kB.
      #expect(many - few <= 32 << 20, "\(few >> 20) MB and \(many >> 20) MB")
    }

    @Test
    func `a file of 120 MB loads in less memory than its size`() throws {
      let folder = try TemporaryFolder()
      let project = try VisitsProject(in: folder, records: 120_000, padding: 1000)
      let made = try Invocation.seedbed(["migrate", "up"], in: project.root)
      #expect(made.status == 0, "\(made.errors)")
      let (peak, run) = try Self.run(["backfill", "run", "--quiet"], in: project.root)
      #expect(run.status == 0)
      #expect(peak > 10 << 20)
      #expect(peak <= 96 << 20)
    }
  }
#endif
