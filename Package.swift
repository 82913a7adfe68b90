// swift-tools-version: 6.2
import PackageDescription

/// Targets in walking order: furniture (nouns) first, then the rooms (-ing) a report walks through, then the two
/// executables.  Rooms import furniture, never each other; only `Ingesting` knows the order.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func furniture(_ name: String, uses: [Target.Dependency] = [], path: String? = nil, exclude: [String] = []) -> Target {
    .target(name: name, dependencies: uses, path: path, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, uses: [Target.Dependency], resources: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: resources, swiftSettings: strict)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "county-statistics",
    products: [
        .executable(name: "county-ingest", targets: ["county-ingest"]),
        .executable(name: "county-query", targets: ["county-query"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        // Furniture
        furniture("DocumentModel"),
        furniture("FiscalModel", uses: ["DocumentModel"]),
        .target(name: "SeedData"),
        furniture("ReferenceData", uses: ["FiscalModel", "SeedData", "CCrypto"]),
        furniture("Terminal"),
        .target(
            name: "Schema", path: "Schema", exclude: ["README.md", "schema.sql"],
            resources: [.embedInCode("Migrations"), .embedInCode("Views"), .embedInCode("Checks")],
            swiftSettings: strict),
        .target(name: "CSyncFS"),
        furniture("Warehouse", uses: ["Schema", "Terminal", "CSyncFS", grdb, sqlite]),

        // Rooms
        .target(name: "CToolLaunch"),
        furniture("Reading", uses: ["DocumentModel", "Terminal", "CArchive", "CLibXML2", "CZLib", "CToolLaunch"]),
        furniture("Identifying", uses: ["DocumentModel", "FiscalModel", "ReferenceData"]),
        furniture("Extracting", uses: ["DocumentModel", "FiscalModel", "ReferenceData"]),
        furniture("Reconciling", uses: ["DocumentModel", "FiscalModel", "ReferenceData"]),

        furniture(
            "Loading", uses: ["DocumentModel", "FiscalModel", "ReferenceData", "Terminal", "Warehouse", grdb, sqlite]),
        furniture("Querying", uses: ["FiscalModel", "Terminal", "Warehouse", grdb, sqlite]),

        // The walk through the rooms: the one module that knows their order
        furniture(
            "Ingesting",
            uses: [
                "DocumentModel", "FiscalModel", "ReferenceData", "Terminal", "Warehouse", "Reading", "Identifying",
                "Extracting", "Reconciling", "Loading", grdb, logging,
            ]),

        // Executables
        .executableTarget(
            name: "county-ingest",
            dependencies: [
                "Ingesting", "FiscalModel", "ReferenceData", "Terminal", "Warehouse", "Loading", "Reading", arguments,
                logging,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "county-query",
            dependencies: ["FiscalModel", "Terminal", "Warehouse", "Querying", arguments, logging],
            swiftSettings: strict),

        // Tests mirror Sources
        tests("DocumentModelTests", uses: ["DocumentModel"]),
        tests("FiscalModelTests", uses: ["FiscalModel"]),
        tests("ReferenceDataTests", uses: ["ReferenceData", "FiscalModel"]),
        tests("TerminalTests", uses: ["Terminal"]),
        tests("WarehouseTests", uses: ["Warehouse", "Schema", "Terminal", grdb]),
        tests("ReadingTests", uses: ["Reading", "DocumentModel"]),
        tests("IdentifyingTests", uses: ["Identifying", "DocumentModel", "FiscalModel", "ReferenceData"]),
        tests(
            "ExtractingTests", uses: ["Extracting", "DocumentModel", "FiscalModel", "ReferenceData"],
            resources: ["NarrativeCases"]),
        tests(
            "ReconcilingTests", uses: ["Reconciling", "DocumentModel", "FiscalModel", "ReferenceData"],
            resources: ["RuleCases"]),
        tests("LoadingTests", uses: ["Loading", "Warehouse", "DocumentModel", "FiscalModel", "ReferenceData", grdb]),
        tests(
            "QueryingTests",
            uses: ["Querying", "FiscalModel", "Warehouse", "ReferenceData", "Terminal", "county-query", grdb],
            resources: ["Cases", "Fixtures", "Golden"]),
        tests("IngestingTests", uses: ["Ingesting"]),
        tests(
            "EndToEndTests",
            uses: ["Ingesting", "DocumentModel", "Reading", "ReferenceData", "Loading", "Warehouse", grdb],
            resources: ["Cases"]),
    ],
    swiftLanguageModes: [.v6]
)
