import SeedbedCore
import SeedbedFormats

extension BackfillDocument {
  /// The database and the collection in an archive of mongodump.
  mutating func namespace(of format: SourceFormat) -> String {
    guard format == .mongodump else { return "" }
    let place = node["source"]?["namespace"]
    let name = place?.scalar ?? ""
    if name.split(separator: ".", omittingEmptySubsequences: false).count < 2
      || name.hasPrefix(".") || name.hasSuffix(".")
    {
      problems.add(
        (place ?? node["source"] ?? node).diagnostic(
          .backfillSource, "'namespace' names a database and a collection of the archive",
          help: "such as 'namespace: shop.orders'"))
    }
    return name
  }

  /// The rows that are asked of a database; nil for other formats.
  mutating func query(of format: SourceFormat) -> BackfillSpecification.Query? {
    guard format.isQueried, let source = node["source"] else { return nil }
    let order = (source["order_by"]?.items ?? []).compactMap(\.scalar)
    let rows: BackfillSpecification.Query.Rows
    switch (source["table"]?.scalar, source["query"]?.scalar) {
    case (let table?, nil): rows = .table(table)
    case (nil, let query?):
      rows = .query(query)
      if order.isEmpty {
        problems.add(
          (source["order_by"] ?? source["query"] ?? source).diagnostic(
            .backfillSource, "a query needs 'order_by', so that a run can go on where it stopped",
            help: "name columns that tell its rows apart, such as 'order_by: [id]'"))
      }
    case (nil, nil), (.some, .some):
      let what = format == .sqlite ? "one of 'table' and 'query'" : "a 'query'"
      problems.add(source.diagnostic(.backfillSource, "\(format.rawValue) has \(what)"))
      return nil
    }
    return BackfillSpecification.Query(rows: rows, order: order, url: address(of: format))
  }

  private mutating func address(of format: SourceFormat) -> Template? {
    guard format == .postgres else { return nil }
    guard let url = node["source"]?["url"] else {
      problems.add(
        (node["source"] ?? node).diagnostic(
          .backfillSource, "postgres has a 'url'",
          help: "such as 'url: ${SOURCE_URL}', which keeps passwords out of this file"))
      return nil
    }
    return problems.collect { try Template(url) }
  }
}
