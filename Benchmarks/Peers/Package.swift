// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds hubgen fetches its peers.
let package = Package(
  name: "peers",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/stencilproject/Stencil", from: "0.15.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "peers",
      dependencies: ["Stencil", .product(name: "Mustache", package: "swift-mustache")])
  ]
)
