import SeedbedFormats

extension BackfillShape {
  static let source = Shape.record(
    RecordShape(
      "source", about: "What is read",
      [
        .init(
          "format", .word(SourceFormat.allCases.map(\.rawValue)), required: true,
          about: "The format of the files"),
        .init(
          "files", .list(of: .text),
          about: "Files beside this one; * allowed, - is standard input"),
        .init("pointer", .text, about: "Where the list is in a tree (RFC 6901)"),
        .init(
          "each", .list(of: .text),
          about: "Lists inside the records, from the outside in, whose elements are the records"),
        .init("namespace", .text, about: "DATABASE.COLLECTION in an archive of mongodump"),
        .init("table", .text, about: "The table of an sqlite file"),
        .init("query", .text, about: "The query of an sqlite file or of postgres"),
        .init(
          "order_by", .list(of: .text), about: "Columns of the query that give its rows an order"),
        .init(
          "url", .text, about: "The address of postgres; ${NAME} takes it from the environment"),
        .init(
          "dialect",
          .record(
            RecordShape(
              "dialect", about: "How csv is written",
              [
                .init("delimiter", .text, about: "One character; a comma unless given"),
                .init("quote", .text, about: "One character, or none"),
                .init("header", .list(of: .text), about: "Names, when the file has no header"),
                .init(
                  "duplicates", .word(CSVDialect.Duplicates.allCases.map(\.rawValue)),
                  about: "What a name that occurs twice means"),
              ])), about: "How csv is written"),
        .init(
          "encoding", .word(TextEncoding.allCases.map(\.rawValue)),
          about: "How the text is written; utf-8 unless given"),
        .init("log", log, about: "The variant of a combined log"),
        .init("syslog", syslog, about: "What the lines of a syslog leave out"),
        .init("columns", columns, about: "How columns with spaces between them are written"),
        .init(
          "sessions",
          .record(
            RecordShape(
              "sessions", about: "Visits joined into sessions by a gap in time",
              [
                .init(
                  "by", .list(of: .text), required: true, about: "Fields that tell visitors apart"),
                .init("time", .text, required: true, about: "The field with the time"),
                .init("time_format", .text, required: true, about: "How the time is written"),
                .init("gap", .duration, required: true, about: "Silence that ends a session"),
              ])), about: "Visits joined into sessions by a gap in time"),
      ]))

  private static let log = Shape.record(
    RecordShape(
      "log", about: "The variant of a combined log",
      [
        .init(
          "base", .word(CombinedLog.Base.allCases.map(\.rawValue)),
          about: "common has no referrer and no user agent"),
        .init("before", .list(of: .text), about: "Names of fields in front of the host"),
        .init("after", .list(of: .text), about: "Names of fields behind the last one"),
      ]))

  private static let syslog = Shape.record(
    RecordShape(
      "syslog", about: "What the lines of a syslog leave out",
      [
        .init("rfc", .word(["3164", "5424"]), required: true, about: "The form of the lines"),
        .init("year", .integer, about: "Of the first line"),
        .init(
          "rollover", .word(["next_year"]),
          about: "What a month means that falls by more than six; without it, a reject"),
      ]))

  private static let columns = Shape.record(
    RecordShape(
      "columns", about: "How columns with spaces between them are written",
      [
        .init("header", .list(of: .text), about: "Names, when the first line has none"),
        .init("last", .word(["one", "rest"]), about: "Whether the last one may hold spaces"),
        .init("comment", .text, about: "What lines begin with that are no records"),
      ]))
}
