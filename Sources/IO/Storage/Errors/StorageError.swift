/// Why the store could not do what it was asked.
///
/// Two errors are equal when their codes are.
public struct StorageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let code: Code
    /// SQLite's own words, for the log; it holds no stored values.
    public let detail: String

    init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    public var description: String { detail.isEmpty ? code.rawValue : "\(code.rawValue): \(detail)" }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension StorageError {
    /// What is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// There is a room of that name.
        case roomExists = "room_exists"
        /// There is an invitation with that code or id.
        case inviteExists = "invite_exists"
        /// There is no such room or invitation.
        case notFound = "not_found"
        /// The cursor is none that a page of this list gave.
        case badCursor = "bad_cursor"
        /// A list has reached the most that ``StorageLimits`` allows.
        case limitExceeded = "limit_exceeded"
        /// The disk or the quota is full.
        case diskFull = "disk_full"
        /// The file may not be written.
        case readOnly = "read_only"
        /// The file is damaged, or is no database.
        case corrupt = "corrupt"
        /// The file was written by a newer release.
        case newerSchema = "newer_schema"
        /// The file cannot be opened, read or locked in time, or the caller was cancelled.
        case unavailable = "unavailable"
    }
}
