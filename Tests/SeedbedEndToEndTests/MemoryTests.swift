#if os(Linux)
  import Foundation
  import SeedbedTestSupport
  import Testing

  /// A load takes the same memory whatever the size of its file.
  @Suite(.blocking)
  struct MemoryTests {
    /// The largest resident memory of a process so far, in bytes; nil when it has ended.
    private static func peak(of process: Int32) -> Int? {
      let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      return status?.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Int($0.output.1) }
        .map { $0 << 10 }
    }

    @Test
    func `a file of 120 MB loads in less memory than its size`() throws {
      let folder = try TemporaryFolder()
      let project = try VisitsProject(in: folder, records: 120_000, padding: 1000)
      let made = try Invocation.seedbed(["migrate", "up"], in: project.root)
      #expect(made.status == 0, "\(made.errors)")
      let running = try Invocation.start(
        Installation.seedbed, ["backfill", "run", "--quiet"], in: project.root)
      var peak = 0
      while running.process.isRunning {
        peak = Self.peak(of: running.process.processIdentifier) ?? peak
        Thread.sleep(forTimeInterval: 0.01)
      }
      #expect(running.finish().status == 0)
      #expect(peak > 10 << 20)
      #expect(peak <= 96 << 20)
    }
  }
#endif
