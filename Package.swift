// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let tests: [Target] = [
  .target(
    name: "SeedbedTestSupport",
    dependencies: ["SeedbedStore", "SeedbedFormats", "SeedbedCore"],
    path: "Tests/SeedbedTestSupport"),
  .target(
    name: "SeedbedReaderTrials", dependencies: ["SeedbedFormats", "SeedbedCore"],
    path: "Tests/SeedbedReaderTrials"),
  .target(
    name: "SeedbedDocumentTrials",
    dependencies: ["SeedbedGolden", "SeedbedAudit", "SeedbedFormats", "SeedbedCore"],
    path: "Tests/SeedbedDocumentTrials"),
  .executableTarget(
    name: "Benchmarks", dependencies: ["seedbed", "SeedbedTesting", "SeedbedTestSupport"],
    path: "Tests/Benchmarks"),
  .testTarget(name: "SeedbedCoreTests", dependencies: ["SeedbedCore"]),
  .testTarget(
    name: "SeedbedFormatsTests",
    dependencies: ["SeedbedFormats", "SeedbedCore", "SeedbedReaderTrials", "SeedbedTestSupport"]),
  .testTarget(
    name: "SeedbedStoreTests", dependencies: ["SeedbedStore", "SeedbedCore", "SeedbedTestSupport"]),
  .testTarget(
    name: "SeedbedMigrationsTests",
    dependencies: ["SeedbedMigrations", "SeedbedStore", "SeedbedCore", "SeedbedTestSupport"]),
  .testTarget(
    name: "SeedbedSeedsTests",
    dependencies: [
      "SeedbedSeeds", "SeedbedMigrations", "SeedbedStore", "SeedbedCore", "SeedbedTestSupport",
    ]),
  .testTarget(
    name: "SeedbedBackfillTests",
    dependencies: [
      "SeedbedBackfill", "SeedbedMigrations", "SeedbedStore", "SeedbedFormats", "SeedbedCore",
      "SeedbedTestSupport",
    ]),
  .testTarget(
    name: "SeedbedGoldenTests",
    dependencies: [
      "SeedbedGolden", "SeedbedStore", "SeedbedFormats", "SeedbedCore", "SeedbedTestSupport",
      "SeedbedDocumentTrials", "SeedbedReaderTrials",
    ], exclude: ["service.py", "orders.py"]),
  .testTarget(
    name: "SeedbedAuditTests",
    dependencies: ["SeedbedAudit", "SeedbedFormats", "SeedbedCore", "SeedbedTestSupport"],
    exclude: ["Fixtures"]),
  .testTarget(
    name: "SeedbedReportTests",
    dependencies: [
      "SeedbedReport", "SeedbedMigrations", "SeedbedBackfill", "SeedbedGolden", "SeedbedStore",
      "SeedbedFormats", "SeedbedCore", "SeedbedTestSupport",
    ]),
  .testTarget(
    name: "SeedbedTestingTests",
    dependencies: ["SeedbedTesting", "SeedbedStore", "SeedbedCore", "SeedbedTestSupport"]),
  .testTarget(
    name: "SeedbedEndToEndTests",
    dependencies: [
      "seedbed", "ReferenceService", "SeedbedStore", "SeedbedFormats", "SeedbedCore",
      "SeedbedTestSupport",
    ], exclude: ["Cases", "tamper.py"]),
]

let package = Package(
  name: "seedbed",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "seedbed", targets: ["seedbed"]),
    .executable(name: "ReferenceService", targets: ["ReferenceService"]),
    .library(name: "SeedbedTesting", targets: ["SeedbedTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.29.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CPostgreSQL", pkgConfig: "libpq",
      providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CMalloc"),

    .target(
      name: "SeedbedCore", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "SeedbedFormats", dependencies: ["CYAML", "CZlib", "CZstd", "SeedbedCore"]),
    .target(
      name: "SeedbedStore",
      dependencies: [
        "CPostgreSQL", "CSQLite", "SeedbedCore", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "SeedbedMigrations", dependencies: ["SeedbedStore", "SeedbedFormats", "SeedbedCore"]),
    .target(name: "SeedbedSeeds", dependencies: ["SeedbedStore", "SeedbedFormats", "SeedbedCore"]),
    .target(
      name: "SeedbedBackfill", dependencies: ["SeedbedStore", "SeedbedFormats", "SeedbedCore"]),
    .target(
      name: "SeedbedGolden",
      dependencies: [
        "SeedbedStore", "SeedbedFormats", "SeedbedCore",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .target(name: "SeedbedAudit", dependencies: ["SeedbedFormats", "SeedbedCore"]),
    .target(
      name: "SeedbedReport",
      dependencies: [
        "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedGolden", "SeedbedAudit",
        "SeedbedStore", "SeedbedFormats", "SeedbedCore",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "SeedbedTesting",
      dependencies: [
        "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedStore", "SeedbedFormats",
        "SeedbedCore",
      ]),
    .executableTarget(
      name: "seedbed",
      dependencies: [
        "CMalloc",
        "SeedbedMigrations", "SeedbedSeeds", "SeedbedBackfill", "SeedbedGolden", "SeedbedAudit",
        "SeedbedReport", "SeedbedStore", "SeedbedFormats", "SeedbedCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "ReferenceService",
      dependencies: [
        "SeedbedStore", "SeedbedCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
  ] + tests
)

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + settings
}

// Only for `make fuzz`: libFuzzer watches which ways through the readers its sources take.
if Context.environment["SEEDBED_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: ["CLibFuzzer", "SeedbedReaderTrials", "SeedbedDocumentTrials"],
      path: "Tests/Fuzz",
      exclude: ["CLibFuzzer", "corpus", "run"], swiftSettings: settings,
      linkerSettings: [
        .unsafeFlags(["-sanitize=fuzzer"]),
        .unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux])),
      ]),
  ]
  let watched = ["SeedbedCore", "SeedbedFormats", "SeedbedGolden", "SeedbedAudit"]
  for target in package.targets where watched.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=fuzzer"])]
  }
}
