import Foundation
import GRDB

extension Store {
    /// The server's secret of this name.
    ///
    /// The first call stores what `make` gives; every later one, also in another process, gets the same.
    public func secret(named name: String, make: @escaping @Sendable () -> [UInt8]) async throws(StorageError) -> [UInt8] {
        try await write { db in
            let sql = "SELECT value FROM server_secrets WHERE name = ?"
            if let value = try Data.fetchOne(db, sql: sql, arguments: [name]) { return Array(value) }
            let value = make()
            try db.execute(sql: "INSERT INTO server_secrets (name, value) VALUES (?, ?)", arguments: [name, Data(value)])
            return value
        }
    }
}
