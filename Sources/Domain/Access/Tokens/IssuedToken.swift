public import Units

/// A token as it is handed out.
///
/// No description or mirror shows its text.
public struct IssuedToken: Sendable, Hashable {
    /// The JSON Web Token.
    public let text: String
    /// When it stops being valid.
    public let expiresAt: UnixTime
}

extension IssuedToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "IssuedToken(until \(expiresAt.seconds))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["expiresAt": expiresAt]) }
}
