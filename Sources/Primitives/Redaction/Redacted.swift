/// A value that may stand in a log at `debug` and below only: a person's name, identity or address, a token.
///
/// No description or mirror shows it. The server's log handler asks for ``RedactedValue/exposedText`` when the message is for `debug` or `trace`.
public struct Redacted<Value: Sendable>: RedactedValue {
    /// The value itself.
    public let exposed: Value

    /// Wraps a value.
    public init(_ value: Value) {
        exposed = value
    }

    public var exposedText: String { String(describing: exposed) }
}

/// Something that is written as ``placeholder`` unless one asks for the real text.
public protocol RedactedValue: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The real text, for `debug` and `trace`.
    var exposedText: String { get }
}

extension RedactedValue {
    /// What stands for the value.
    public static var placeholder: String { "‹redacted›" }

    public var description: String { Self.placeholder }
    public var debugDescription: String { Self.placeholder }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
