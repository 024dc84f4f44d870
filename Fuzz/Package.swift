// swift-tools-version: 6.2

import PackageDescription

// A package of its own, because all of it is instrumented for libFuzzer. `scripts/fuzz` builds and runs it.

/// A fuzz target: one parser that reads what strangers send.
func fuzzTarget(_ name: String, _ products: [String]) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Fuzzing"] + products.map { .product(name: $0, package: "saleflow") }
    )
}

let package = Package(
    name: "fuzz",
    dependencies: [
        .package(name: "saleflow", path: "..")
    ],
    targets: [
        .target(name: "Fuzzing"),
        fuzzTarget("FuzzJSON", ["JSONCoding"]),
        fuzzTarget("FuzzSignalingClientMessage", ["SignalingProtocol"]),
        fuzzTarget("FuzzSignalingServerMessage", ["SignalingProtocol"]),
    ],
    swiftLanguageModes: [.v6]
)
