import Foundation
import SeedbedCore
import SeedbedStore
import SeedbedTestSupport
import Testing

@testable import SeedbedBackfill

/// Records of the real world, with the facts their README states.
@Suite(.enabled(if: SharedData.folder != nil, "the shared data folder is absent"))
struct RealRecordTests {
  private func collection(_ columns: CollectionSchema.Column...) -> CollectionSchema {
    CollectionSchema(
      name: "records", columns: [.init(name: "id", type: .text, isPrimaryKey: true)] + columns)
  }

  @Test func `the Apache log is loaded but for its torn line`() throws {
    let project = try TestProject(
      shared: "page_visits/apache_combined.log",
      collection(
        .init(name: "host", type: .text), .init(name: "page", type: .text),
        .init(name: "visited_at", type: .timestamp), .init(name: "status_code", type: .int),
        .init(name: "bytes", type: .bigint, isNullable: true)))
    let outcome = try project.load(
      """
      backfill: apache
      target: records
      source: {format: combined_log, files: [data/source]}
      key: {source_position: true}
      map:
        host: {from: host, keep: "the test counts them"}
        page: {from: request.path}
        visited_at: {from: time, format: clf}
        status_code: {from: status}
        bytes: {from: bytes, null_if: ["-"]}
      unmapped: ignore
      rejects: {max_ratio: 0.01%}
      check:
        - {count: loaded, equals: 9999}
        - {sum: bytes, equals: 2747282505}
      """, batch: 1000)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    #expect(outcome.counts.loaded == 9999)
    let rejects = try project.rejects(of: "apache")
    #expect(rejects.map(\.line) == [8899])
    #expect(rejects.map(\.offset) == [2_111_246])
    #expect(rejects.map(\.code) == ["log.torn"])
    #expect(
      try project.rows("SELECT count(DISTINCT host), sum(bytes) FROM records") == [
        "1753|2747282505"
      ])
    #expect(
      try project.rows(
        "SELECT status_code, count(*) FROM records GROUP BY 1 ORDER BY 2 DESC, 1") == [
          "200|9125", "304|445", "404|213", "301|164", "206|45", "500|3", "403|2", "416|2",
        ])
  }

  @Test(arguments: [
    ("conversation", "19366", "22361870", "4088665"), ("code", "8819", "18059974", "245896"),
  ])
  func `the Azure traces keep their sums`(
    trace: String, count: String, context: String, generated: String
  ) throws {
    let project = try TestProject(
      shared: "ai_usage/azure_llm_\(trace).csv",
      collection(
        .init(name: "created_at", type: .timestamp), .init(name: "prompt_tokens", type: .int),
        .init(name: "completion_tokens", type: .int)))
    let outcome = try project.load(
      """
      backfill: azure
      target: records
      source: {format: csv, files: [data/source]}
      key: {source_position: true}
      map:
        created_at: {from: TIMESTAMP, format: iso8601_local, fraction: truncate}
        prompt_tokens: {from: ContextTokens}
        completion_tokens: {from: GeneratedTokens}
      check:
        - {count: loaded, equals: \(count)}
        - {sum: prompt_tokens, equals: \(context)}
        - {sum: completion_tokens, equals: \(generated)}
      """)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    #expect(outcome.unmappedFields == [])
  }

  @Test func `the GitHub events keep their payloads`() throws {
    let project = try TestProject(
      shared: "user_activities/github_events.json",
      collection(
        .init(name: "user_id", type: .text), .init(name: "timestamp", type: .timestamp),
        .init(name: "metadata", type: .json)))
    let outcome = try project.load(
      """
      backfill: github
      target: records
      source: {format: json, files: [data/source]}
      map:
        id: {from: id}
        user_id: {from: actor.login}
        timestamp: {from: created_at, format: iso8601}
        metadata: {json: "*", keep: "public events"}
      check: [{count: loaded, equals: 100}]
      """)
    #expect(outcome.isGood)
    #expect(
      try project.rows(
        """
        SELECT count(DISTINCT user_id), count(DISTINCT metadata ->> '$.actor.id'),
          min(timestamp), max(timestamp) FROM records
        """) == ["23|23|2023-04-04T12:59:07.000000Z|2023-04-08T05:14:40.000000Z"])
  }

  @Test func `one list of the CNCF landscape is found by its pointer`() throws {
    let project = try TestProject(
      shared: "projects/cncf_landscape.yml",
      collection(.init(name: "name", type: .text), .init(name: "status", type: .text)))
    let outcome = try project.load(
      """
      backfill: landscape
      target: records
      source: {format: yaml, files: [data/source], pointer: /landscape/0/subcategories/0/items}
      key: {fields: [name]}
      map:
        name: {from: name}
        status: {from: project, default: none}
      check: [{count: loaded, equals: 66}]
      """)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    #expect(try project.rows("SELECT status FROM records WHERE name = 'Akri'") == ["sandbox"])
  }

  @Test func `the pushes have a key of three fields`() throws {
    let project = try TestProject(
      shared: "analytics/git_pushes.csv",
      collection(.init(name: "pushes", type: .bigint), .init(name: "country", type: .text)))
    let outcome = try project.load(
      """
      backfill: pushes
      target: records
      source: {format: csv, files: [data/source]}
      key: {fields: [iso2_code, year, quarter]}
      map: {pushes: {from: git_pushes}, country: {from: iso2_code}}
      check:
        - {count: loaded, equals: 3998}
        - {sum: pushes, equals: 3686382196}
      """)
    #expect(outcome.isGood)
  }

  @Test func `the bank campaign has semicolons and dots in its header`() throws {
    let project = try TestProject(
      shared: "email_campaigns/bank_marketing.csv",
      collection(
        .init(name: "duration", type: .int), .init(name: "days", type: .int, isNullable: true),
        .init(name: "rate", type: .decimal(precision: 6, scale: 1)),
        .init(name: "price_index", type: .decimal(precision: 8, scale: 3)),
        .init(name: "converted", type: .bool)))
    let outcome = try project.load(
      """
      backfill: bank
      target: records
      source: {format: csv, files: [data/source], dialect: {delimiter: ";"}}
      key: {source_position: true}
      map:
        duration: {from: duration}
        days: {from: pdays, null_if: ["999"]}
        rate: {from: emp.var.rate}
        price_index: {from: cons.price.idx}
        converted: {from: conversion, words: {yes: "true", no: "false"}}
      check:
        - {count: loaded, equals: 4119}
        - {sum: duration, equals: 1057710}
        - {sum: rate, equals: 350}
        - {sum: price_index, equals: 385454.802}
      """)
    #expect(outcome.failure == nil)
    #expect(outcome.isGood)
    #expect(
      try project.rows("SELECT count(*) - count(days), sum(converted) FROM records") == [
        "3959|451"
      ])
  }
}
