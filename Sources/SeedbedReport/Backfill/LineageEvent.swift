package import SeedbedBackfill
package import SeedbedCore
package import SeedbedFormats
import SeedbedStore

/// What a run read and wrote, as an OpenLineage run event (https://openlineage.io/spec/2-0-2).
package enum LineageEvent {
  private static let producer = JSONValue.string("urn:seedbed")

  /// The same for the same outcome, but for the time.
  ///
  /// `database`: the database as messages name it; the namespace of jobs and collections.
  package static func json(
    of outcome: BackfillOutcome, _ plan: BackfillPlan, database: String, at now: Timestamp
  ) -> JSONValue {
    let type =
      switch outcome.failure?.code {
      case nil: "COMPLETE"
      case Diagnostic.Code.backfillInterrupted: "ABORT"
      case .some: "FAIL"
      }
    return [
      "eventType": .string(type), "eventTime": .string(now.description), "producer": producer,
      "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
      "run": [
        "runId": .string(Checksum.identifier(for: "\(database)\u{1F}\(outcome.run)")),
        "facets": facets(of: outcome),
      ],
      "job": ["namespace": .string(database), "name": .string(outcome.backfill), "facets": [:]],
      "inputs": .array(
        plan.filePaths.map { ["namespace": "file", "name": .string($0), "facets": [:]] }),
      "outputs": [
        [
          "namespace": .string(database), "name": .string(plan.schema.name),
          "facets": ["schema": schema(of: plan), "columnLineage": lineage(of: plan)],
          "outputFacets": [
            "outputStatistics": facet(
              "1-0-2/OutputStatisticsOutputDatasetFacet",
              [("rowCount", .integer(outcome.counts.loaded))])
          ],
        ]
      ],
    ]
  }

  private static func facets(of outcome: BackfillOutcome) -> JSONValue {
    let counts = outcome.counts
    var facets: [(String, JSONValue)] = [
      (
        "seedbed_conservation",
        [
          "_producer": producer, "_schemaURL": "urn:seedbed:conservation",
          "name": .string(outcome.run), "read": .integer(counts.read),
          "loaded": .integer(counts.loaded), "present": .integer(counts.present),
          "filtered": .integer(counts.filtered),
          "rejected": .integer(counts.rejected),
        ]
      )
    ]
    if let failure = outcome.failure {
      facets.append(
        (
          "errorMessage",
          facet(
            "1-0-1/ErrorMessageRunFacet",
            [("message", .string(failure.message)), ("programmingLanguage", "seedbed")])
        ))
    }
    return .object(JSONObject(facets))
  }

  private static func schema(of plan: BackfillPlan) -> JSONValue {
    let fields = plan.schema.columns.map { column -> JSONValue in
      ["name": .string(column.name), "type": .string(column.type.description)]
    }
    return facet("1-1-1/SchemaDatasetFacet", [("fields", .array(fields))])
  }

  /// Which fields of the source each column is made of.
  private static func lineage(of plan: BackfillPlan) -> JSONValue {
    let fields = plan.lineage.map { column, sources -> (String, JSONValue) in
      let inputs = plan.filePaths.flatMap { file in
        sources.map { source -> JSONValue in
          ["namespace": "file", "name": .string(file), "field": .string(source)]
        }
      }
      return (column, ["inputFields": .array(inputs)])
    }
    return facet("1-2-0/ColumnLineageDatasetFacet", [("fields", .object(JSONObject(fields)))])
  }

  private static func facet(_ schema: String, _ members: [(String, JSONValue)]) -> JSONValue {
    let name = schema.split(separator: "/").last.map(String.init) ?? schema
    return .object(
      JSONObject(
        [
          ("_producer", producer),
          (
            "_schemaURL",
            .string("https://openlineage.io/spec/facets/\(schema).json#/$defs/\(name)")
          ),
        ] + members))
  }
}
