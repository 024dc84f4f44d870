import GRDB
import Identifiers
import Units

/// Reads columns as the types they were written from; what cannot be read means that the file was damaged or edited.
extension Row {
    func id<ID: Identifier>(_ column: String) throws -> ID {
        guard let id = ID(text(column)) else { throw StorageError(.corrupt, detail: "column \(column)") }
        return id
    }

    func roomName(_ column: String) throws -> RoomName {
        guard let name = RoomName(text(column)) else { throw StorageError(.corrupt, detail: "column \(column)") }
        return name
    }

    func identity(_ column: String) throws -> Identity {
        guard let identity = Identity(text(column)) else { throw StorageError(.corrupt, detail: "column \(column)") }
        return identity
    }

    func text(_ column: String) -> String { self[column] ?? "" }

    func integer(_ column: String) -> Int { self[column] ?? 0 }

    func flag(_ column: String) -> Bool { self[column] ?? false }

    func time(_ column: String) -> UnixTime? {
        (self[column] as Int64?).map(UnixTime.init(milliseconds:))
    }

    func duration(_ column: String) -> Duration? {
        (self[column] as Int64?).map { .milliseconds($0) }
    }
}
