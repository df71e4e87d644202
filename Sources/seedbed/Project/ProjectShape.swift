import SeedbedAudit
import SeedbedFormats

/// The table that validates seedbed.yaml and describes it as a JSON Schema.
enum ProjectShape {
  static let document = Shape.record(
    RecordShape(
      "seedbed.yaml", about: "A project: where its files and its database are",
      [
        .init("database", .text, about: "A file or URL; ${NAME:-default} reads the environment"),
        .init("migrations", .text, about: "The folder of migrations"),
        .init("seeds", .text, about: "The folder of seeds"),
        .init("history", .text, about: "The folder of backfills"),
        .init("golden", .text, about: "The folder of golden files"),
        .init("set", .text, about: "The seed set that is loaded unless another is named"),
        .init("report", .text, about: "Where the HTML report is written"),
        .init("audit", AuditConfiguration.shape, about: "What the audit reads and allows"),
      ]))
}
