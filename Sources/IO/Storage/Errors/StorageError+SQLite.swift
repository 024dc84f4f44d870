import GRDB

extension StorageError {
    /// Runs `work` and gives every error of the database a code.
    static func mapping<Value>(_ work: () async throws -> Value) async throws(StorageError) -> Value {
        do {
            return try await work()
        } catch {
            throw StorageError(any: error)
        }
    }

    /// Runs `work` and gives every error of the database a code.
    static func mapping<Value>(_ work: () throws -> Value) throws(StorageError) -> Value {
        do {
            return try work()
        } catch {
            throw StorageError(any: error)
        }
    }

    private init(any error: any Error) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError:
            self.init(Code(error), detail: "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")")
        case is CancellationError: self.init(.unavailable, detail: "cancelled")
        default: self.init(.unavailable, detail: String(describing: type(of: error)))
        }
    }
}

extension StorageError.Code {
    fileprivate init(_ error: DatabaseError) {
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            default: .unavailable
            }
    }
}
