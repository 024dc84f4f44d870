// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that the product does not carry an allocation counter. `scripts/bench-micro` builds and runs it.

let package = Package(
    name: "micro-benchmarks",
    dependencies: [
        .package(name: "saleflow", path: "../..")
    ],
    targets: [
        .target(name: "CMeter"),
        .executableTarget(
            name: "Micro",
            dependencies: [
                "CMeter",
                .product(name: "Identifiers", package: "saleflow"),
                .product(name: "SignalingProtocol", package: "saleflow"),
                .product(name: "Units", package: "saleflow"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
