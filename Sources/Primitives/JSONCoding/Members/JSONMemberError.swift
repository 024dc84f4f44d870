/// What is wrong with one member of an object.
public struct JSONMemberError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Problem: Sendable, Hashable {
        /// It is required and not there.
        case missing
        /// It is of another sort than it should be.
        case wrongKind(expected: JSONKind, actual: JSONKind)
        /// Its text or list is of the right sort and not what it should be; the words say what that is, such as "a track id".
        case notA(String)
        /// It is longer than allowed, in bytes of UTF-8 or in entries.
        case tooLong(maximum: Int, actual: Int)
        /// It is a number of the right sort and larger than allowed.
        case tooLarge(maximum: Int64)
        /// It is a number outside of what it can mean.
        case outOfBounds(minimum: Int64, maximum: Int64)
    }

    /// Where the member stands, such as `track.cid` or `tracks[2].mid`.
    public private(set) var path: String
    /// What is wrong with it.
    public let problem: Problem

    /// Creates an error about the member at `path`.
    public init(_ path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// The same error, seen from the object around: `cid` within `track` is `track.cid`, and `[2].mid` within `tracks` is `tracks[2].mid`.
    public func within(_ name: String) -> JSONMemberError {
        JSONMemberError(path.isEmpty || path.utf8.first == UInt8(ascii: "[") ? name + path : "\(name).\(path)", problem)
    }

    /// The same error, seen from the array around.
    public func within(element index: Int) -> JSONMemberError {
        within("[\(index)]")
    }
}

extension JSONMemberError: CustomStringConvertible {
    /// A sentence for people, which names the member and nothing that a peer wrote.
    public var description: String {
        switch problem {
        case .missing: "'\(path)' is missing."
        case .wrongKind(let expected, let actual): "'\(path)' must be \(expected.rawValue), not \(actual.rawValue)."
        case .notA(let expectation): "'\(path)' must be \(expectation)."
        case .tooLong(let maximum, let actual): "'\(path)' has a length of \(actual); at most \(maximum) is allowed."
        case .tooLarge(let maximum): "'\(path)' is larger than \(maximum)."
        case .outOfBounds(let minimum, let maximum): "'\(path)' must be between \(minimum) and \(maximum)."
        }
    }
}
