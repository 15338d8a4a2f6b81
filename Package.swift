// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// The only importers of a C library: there, every use of a raw pointer is marked `unsafe`.
let edgeSettings = settings + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

// Bottom-up: a target may import only what stands above it in this list.
let package = Package(
  name: "hubgen",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "hubgen", targets: ["hubgen"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "CTOML"),

    .target(name: "HubDiagnostics", swiftSettings: settings),
    .target(
      name: "HubData", dependencies: ["CYAML", "CTOML", "HubDiagnostics"],
      swiftSettings: edgeSettings),
    .target(
      name: "HubModel", dependencies: ["HubDiagnostics", "HubData"], swiftSettings: settings),
    .target(
      name: "HubMarkdown", dependencies: ["CCMarkGFM", "HubDiagnostics", "HubModel"],
      swiftSettings: edgeSettings),
    .target(name: "HubTemplates", dependencies: ["HubDiagnostics"], swiftSettings: settings),
    .target(name: "HubHTTP", dependencies: ["CCurl"], swiftSettings: edgeSettings),
    .target(
      name: "HubStorage", dependencies: ["CPostgres", grdb, sqlite], swiftSettings: edgeSettings),
    .target(
      name: "HubBuild",
      dependencies: [
        "HubDiagnostics", "HubData", "HubModel", "HubMarkdown", "HubTemplates", crypto,
      ],
      swiftSettings: settings),
    .target(
      name: "HubSyndication",
      dependencies: [
        "HubDiagnostics", "HubData", "HubModel", "HubHTTP", "HubStorage", crypto, logging,
      ],
      swiftSettings: settings),
    .target(
      name: "HubCLI",
      dependencies: [
        "HubDiagnostics", "HubData", "HubModel", "HubHTTP", "HubStorage", "HubBuild",
        "HubSyndication", argumentParser, logging,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "hubgen", dependencies: ["HubCLI"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("jemalloc")]),

    .executableTarget(
      name: "hubgen-reference", dependencies: ["HubMarkdown"], path: "Benchmarks/Reference",
      swiftSettings: settings),

    .executableTarget(
      name: "hubgen-bench-templates",
      dependencies: ["HubDiagnostics", "HubModel", "HubBuild", "HubTemplates"],
      path: "Benchmarks/Templates", exclude: ["page.html", "page.mustache"],
      swiftSettings: settings, linkerSettings: [.linkedLibrary("jemalloc")]),

    .executableTarget(
      name: "hubgen-bench-plan",
      dependencies: ["HubDiagnostics", "HubData", "HubModel", "HubSyndication"],
      path: "Benchmarks/Plan", swiftSettings: settings),
    .executableTarget(
      name: "hubgen-bench-queue", dependencies: ["HubSyndication"], path: "Benchmarks/Queue",
      swiftSettings: settings),

    .target(
      name: "HubSimulation",
      dependencies: [
        "HubDiagnostics", "HubData", "HubModel", "HubHTTP", "HubStorage", "HubSyndication",
      ],
      path: "Tests/HubSimulation", swiftSettings: settings),
    .executableTarget(
      name: "hubgen-simulate", dependencies: ["HubSimulation", argumentParser],
      path: "Tests/Simulate", swiftSettings: settings,
      linkerSettings: [.linkedLibrary("jemalloc")]),

    .target(
      name: "HubTestSupport", dependencies: ["HubHTTP"], path: "Tests/HubTestSupport",
      swiftSettings: settings),
  ]
    + [
      ("HubDiagnostics", []),
      ("HubData", ["HubDiagnostics"]),
      ("HubModel", ["HubDiagnostics", "HubData"]),
      ("HubMarkdown", ["HubDiagnostics", "HubModel"]),
      ("HubTemplates", ["HubDiagnostics"]),
      ("HubHTTP", []),
      ("HubStorage", [grdb]),
      ("HubBuild", ["HubDiagnostics", "HubData", "HubModel", "HubTemplates"]),
      (
        "HubSyndication",
        [
          "HubDiagnostics", "HubData", "HubModel", "HubHTTP", "HubStorage", "HubSimulation", crypto,
          logging,
        ]
      ),
    ].map { (name: String, also: [Target.Dependency]) in
      .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name), "HubTestSupport"] + also,
        exclude: name == "HubSyndication" ? ["Queue/Earlier"] : [], swiftSettings: settings)
    }
    + [
      .testTarget(
        name: "IntegrationTests",
        dependencies: [
          "hubgen", "HubBuild", "HubHTTP", "HubModel", "HubSyndication", "HubTestSupport",
        ],
        exclude: ["Servers", "Tools", "requirements.txt"], swiftSettings: settings)
    ]
)
