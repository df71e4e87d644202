import Foundation

/// Measures the product beside the references that are installed, and prints one table.
///
/// It stores nothing but its own data in a temporary folder, and fails nothing.
@main
enum Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let records = arguments.first.flatMap { Int($0) } ?? 1_000_000
    let runs = arguments.dropFirst().first.flatMap { Int($0) } ?? 5
    let folder = "\(NSTemporaryDirectory())/seedbed-benchmark-\(records)".replacing("//", with: "/")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let data = SampleData(folder: folder, count: records)
    print("making \(records) records in \(folder)")
    try data.writeVisits()
    let bench = LoadBenchmarks(folder: folder, records: records, runs: runs)
    var table = ResultTable()
    try bench.loads(into: &table, data)
    if let postgres = PostgresBenchmarks(beside: bench) {
      defer { postgres.stop() }
      try postgres.loads(into: &table)
      try postgres.handOut(into: &table)
    }
    bench.startUp(into: &table)
    print(table.text)
    print("median of \(runs) runs, \(ProcessInfo.processInfo.processorCount) processors")
  }
}
