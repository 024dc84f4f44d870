/// The form of the log's lines.
public enum LogFormat: String, Sendable, Hashable, CaseIterable {
    /// For people: `2026-01-01T00:00:00.000Z info rooms: the call ended room=RM_…`.
    case text
    /// For machines: one JSON object a line.
    case json
}
