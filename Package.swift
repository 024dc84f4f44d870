// swift-tools-version: 6.2

import PackageDescription

// Layers and what may import what: docs/architecture.md. `scripts/check-layers` enforces it.

let common: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Test targets go without strict memory safety: `#expect` expands to code that it reports.
let product = common + [.strictMemorySafety()]

func source(_ layer: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(layer)/\(name)", swiftSettings: product)
}

func tests(_ layer: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + dependencies,
        path: "Tests/\(layer)/\(name)Tests",
        swiftSettings: common
    )
}

extension Target.Dependency {
    static let argumentParser = Self.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let certificates = Self.product(name: "X509", package: "swift-certificates")
    static let configuration = Self.product(name: "Configuration", package: "swift-configuration")
    static let coreMetrics = Self.product(name: "CoreMetrics", package: "swift-metrics")
    static let crypto = Self.product(name: "Crypto", package: "swift-crypto")
    static let grdb = Self.product(name: "GRDB", package: "GRDB.swift")
    static let httpTypes = Self.product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = Self.product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = Self.product(name: "HummingbirdCore", package: "hummingbird")
    static let jwtKit = Self.product(name: "JWTKit", package: "jwt-kit")
    static let logging = Self.product(name: "Logging", package: "swift-log")
    static let metrics = Self.product(name: "Metrics", package: "swift-metrics")
    static let nioCore = Self.product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = Self.product(name: "NIOEmbedded", package: "swift-nio")
    static let nioHTTP1 = Self.product(name: "NIOHTTP1", package: "swift-nio")
    static let nioHTTPTypes = Self.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTPTypesHTTP1 = Self.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
    static let nioPosix = Self.product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL = Self.product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTLS = Self.product(name: "NIOTLS", package: "swift-nio")
    static let nioWebSocket = Self.product(name: "NIOWebSocket", package: "swift-nio")
    static let orderedCollections = Self.product(name: "OrderedCollections", package: "swift-collections")
    static let serviceLifecycle = Self.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let swiftASN1 = Self.product(name: "SwiftASN1", package: "swift-asn1")
    static let unixSignals = Self.product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = Self.product(name: "Yams", package: "Yams")
}

let package = Package(
    name: "saleflow",
    products: [
        .executable(name: "saleflow", targets: ["saleflow"]),
        // The pure layers, for the nested packages in Benchmarks/ and Fuzz/.
        .library(name: "Identifiers", targets: ["Identifiers"]),
        .library(name: "JSONCoding", targets: ["JSONCoding"]),
        .library(name: "SignalingProtocol", targets: ["SignalingProtocol"]),
        .library(name: "Units", targets: ["Units"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // 1 Primitives
        source("Primitives", "Addressing"),
        source("Primitives", "Redaction"),
        source("Primitives", "Units"),
        source("Primitives", "Identifiers"),
        source("Primitives", "JSONCoding"),
        tests("Primitives", "Units", []),
        tests("Primitives", "Addressing", []),
        tests("Primitives", "Identifiers", []),
        tests("Primitives", "JSONCoding", []),
        // 2 Protocols
        source("Protocols", "SignalingProtocol", ["Identifiers", "JSONCoding", "Units"]),
        tests("Protocols", "SignalingProtocol", ["Identifiers", "JSONCoding", "Units"]),
        // 3 Engines
        source("Engines", "RoomModel", ["Identifiers", "SignalingProtocol", "Units", .orderedCollections]),
        tests("Engines", "RoomModel", ["Identifiers", "SignalingProtocol", "TestKit", "Units"]),
        // 4a Domain
        source("Domain", "Access", ["Identifiers", "SignalingProtocol", "Units", .crypto, .jwtKit]),
        tests("Domain", "Access", ["Identifiers", "SignalingProtocol", "Units", .crypto]),
        source("Domain", "Rooms", ["Access", "Identifiers", "RoomModel", "SignalingProtocol", "Units", .logging, .metrics]),
        tests("Domain", "Rooms", ["Access", "Identifiers", "RoomModel", "SignalingProtocol", "TestKit", "Units"]),
        source("Domain", "Signaling", ["Access", "Identifiers", "RoomModel", "Rooms", "SignalingProtocol", "Units", .logging, .metrics]),
        tests("Domain", "Signaling", ["Access", "Identifiers", "RoomModel", "Rooms", "SignalingProtocol", "TestKit", "Units"]),
        // What tests of layers 3, 4a and 5 share.
        .target(
            name: "TestKit",
            dependencies: ["Access", "Identifiers", "RoomModel", "Rooms", "Signaling", "SignalingProtocol", "Units"],
            path: "Tests/TestKit",
            swiftSettings: common
        ),
        // 4b I/O
        source("IO", "Storage", ["Identifiers", "Units", .grdb, .logging]),
        tests("IO", "Storage", ["Identifiers", "Units", .grdb]),
        source(
            "IO",
            "WebSockets",
            [
                "Addressing", "Units", .hummingbirdCore, .httpTypes, .logging, .metrics, .nioCore, .nioHTTP1, .nioHTTPTypes,
                .nioHTTPTypesHTTP1,
                .nioWebSocket,
            ]
        ),
        tests(
            "IO",
            "WebSockets",
            [
                "TestKit", "Units", .httpTypes, .hummingbirdCore, .logging, .nioCore, .nioEmbedded, .nioHTTP1, .nioHTTPTypesHTTP1,
                .nioWebSocket,
            ]
        ),
        source("IO", "PrometheusExport", [.coreMetrics]),
        tests("IO", "PrometheusExport", [.coreMetrics, .metrics]),
        source("IO", "TLSCertificates", ["Addressing", "Units", .certificates, .crypto, .logging, .nioSSL, .serviceLifecycle, .swiftASN1]),
        tests(
            "IO",
            "TLSCertificates",
            [
                "Addressing", "Units", .certificates, .crypto, .logging, .nioCore, .nioEmbedded, .nioSSL, .nioTLS, .serviceLifecycle,
                .swiftASN1,
            ]
        ),
        // 5 App
        source(
            "App",
            "HTTPAPI",
            [
                "Access", "Addressing", "Identifiers", "JSONCoding", "RoomModel", "Rooms", "SignalingProtocol", "Units", .crypto,
                .hummingbird,
                .httpTypes, .logging, .metrics, .nioCore, .nioHTTP1, .nioPosix,
            ]
        ),
        tests(
            "App",
            "HTTPAPI",
            [
                "Access", "Addressing", "Identifiers", "JSONCoding", "RoomModel", "Rooms", "SignalingProtocol", "TestKit", "Units",
                .coreMetrics, .hummingbird,
                .httpTypes, .logging, .nioCore,
            ]
        ),
        source(
            "App",
            "Server",
            [
                "Access", "Addressing", "HTTPAPI", "Identifiers", "JSONCoding", "PrometheusExport", "Redaction", "RoomModel", "Rooms",
                "Signaling",
                "SignalingProtocol", "Storage", "TLSCertificates",
                "Units", "WebSockets", .configuration, .coreMetrics, .hummingbird, .hummingbirdCore, .logging, .metrics, .nioCore,
                .nioPosix, .nioSSL,
                .serviceLifecycle, .unixSignals, .yams,
            ]
        ),
        tests(
            "App",
            "Server",
            [
                "Access", "Addressing", "Identifiers", "PrometheusExport", "Redaction", "RoomModel", "Rooms", "SignalingProtocol",
                "Storage", "Units",
                .configuration, .logging,
            ]
        ),
        // 6 Executables
        .executableTarget(
            name: "saleflow",
            dependencies: ["Access", "Identifiers", "Server", "SignalingProtocol", "Units", .argumentParser, .logging],
            path: "Sources/Executables/saleflow",
            swiftSettings: product
        ),
    ],
    swiftLanguageModes: [.v6]
)
