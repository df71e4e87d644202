extension LockRecord {
  /// From a row of leases.
  init(_ row: Leases.Row, seenAmong processes: ProcessTable) {
    purpose = row.purpose
    host = row.host
    process = row.process
    since = row.since
    renewed = row.renewed
    isRunning = processes.isRunning(row.identity)
  }
}

extension Leases.Row {
  /// The process that the row names.
  var identity: ProcessIdentity {
    ProcessIdentity(system: system, number: Int32(truncatingIfNeeded: process), start: started)
  }
}
