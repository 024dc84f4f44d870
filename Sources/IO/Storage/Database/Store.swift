public import Foundation
import GRDB

/// Everything that outlives the process: rooms, invitations, removals and the server's own secrets, in one SQLite file.
///
/// Safe to use from any task. Reads see one moment; every method that changes something is one transaction, and when it returns the change is on
/// the disk.
public struct Store: Sendable {
    /// The file's name inside the data directory.
    public static let fileName = "saleflow.sqlite"
    /// How long a transaction waits for another process that has the file locked.
    static let busyTimeoutSeconds = 5.0

    let database: any DatabaseWriter
    let limits: StorageLimits

    /// Opens the file in `directory`, makes both if they are missing, and brings the tables to this release's form.
    ///
    /// A new directory is for the owner only (0700), as the file always is (0600). Blocks while it works; meant for the start of the process.
    /// Throws ``StorageError``: `unavailable`, `readOnly`, `diskFull`, `corrupt`, or `newerSchema` when a newer release wrote the file.
    public static func open(in directory: URL) throws(StorageError) -> Store {
        try open(in: directory, configure: { _ in })
    }

    /// Makes a store that is gone when it is.
    public static func inMemory(limits: StorageLimits = StorageLimits()) throws(StorageError) -> Store {
        try StorageError.mapping { try Store(database: DatabaseQueue(configuration: configuration()), limits: limits) }
    }

    /// Opens a store with more said to every connection, for tests of what SQLite then does.
    package static func open(in directory: URL, pragmas: [String]) throws(StorageError) -> Store {
        try open(in: directory) { db in
            for pragma in pragmas { try db.execute(sql: "PRAGMA \(pragma)") }
        }
    }

    private static func open(in directory: URL, configure: @escaping @Sendable (Database) throws -> Void) throws(StorageError) -> Store {
        try StorageError.mapping {
            let file = directory.appending(path: fileName)
            try PrivateFile.prepare(file, in: directory)
            var configuration = configuration()
            configuration.prepareDatabase(configure)
            return try Store(
                database: DatabasePool(path: file.path(percentEncoded: false), configuration: configuration),
                limits: StorageLimits()
            )
        }
    }

    private init(database: any DatabaseWriter, limits: StorageLimits) throws {
        self.database = database
        self.limits = limits
        if try database.read(Schema.migrator.hasBeenSuperseded) { throw StorageError(.newerSchema) }
        try Schema.migrator.migrate(database)
        // GRDB's setting for WAL, NORMAL, would let a power cut take the last transactions back; a removal that was confirmed must hold.
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.label = "saleflow.storage"
        return configuration
    }

    /// Whether the store answers, for readiness.
    public func check() async throws(StorageError) {
        try await read { db in try db.execute(sql: "SELECT 1 FROM rooms LIMIT 1") }
    }

    /// What SQLite says of a setting of the writing connection, for tests.
    package func pragma(_ name: String) async throws(StorageError) -> String? {
        try await StorageError.mapping {
            try await database.writeWithoutTransaction { db in try String.fetchOne(db, sql: "PRAGMA \(name)") }
        }
    }

    /// Ends all connections; to be called once, when nobody uses the store any more.
    public func close() throws(StorageError) {
        try StorageError.mapping { try database.close() }
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws(StorageError) -> Value {
        try await StorageError.mapping { try await database.read(work) }
    }

    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws(StorageError) -> Value {
        try await StorageError.mapping { try await database.write(work) }
    }
}
