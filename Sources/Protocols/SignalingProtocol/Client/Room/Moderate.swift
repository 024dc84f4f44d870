import Identifiers
import JSONCoding

/// Moderate the room or somebody in it; host and cohost only.
public struct Moderate: Sendable, Hashable {
    /// This request.
    public var id: RequestID
    /// What to do, and to whom.
    public var action: ModerationAction

    /// Creates the message.
    public init(id: RequestID, action: ModerationAction) {
        self.id = id
        self.action = action
    }
}

extension Moderate: ClientPayload {
    static let type = "moderate"

    /// `action` on the wire.
    private enum Word: String, CaseIterable {
        case admit
        case deny
        case remove
        case mute
        case setRole = "set_role"
        case lock
        case lobby
        case end
    }

    init(reading object: JSONObject, limits: SignalingLimits) throws(JSONMemberError) {
        id = try object.requestID()
        let word: Word = try object.word("action")
        switch word {
        case .admit: action = .admit(try object.identifier("participant"))
        case .deny: action = .deny(try object.identifier("participant"))
        case .remove: action = .remove(try object.identifier("participant"))
        case .mute:
            let track = try object.optional("track") { value throws(JSONMemberError) in try value.identifier(TrackID.self) }
            action = .mute(try object.identifier("participant"), track: track)
        case .setRole: action = .setRole(try object.identifier("participant"), try object.word("role"))
        case .lock: action = .lock(try object.bool("value"))
        case .lobby: action = .lobby(try object.bool("value"))
        case .end: action = .end
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        switch action {
        case .admit(let participant): write(.admit, participant, to: &writer)
        case .deny(let participant): write(.deny, participant, to: &writer)
        case .remove(let participant): write(.remove, participant, to: &writer)
        case .mute(let participant, let track):
            write(.mute, participant, to: &writer)
            if let track { writer.member("track", track) }
        case .setRole(let participant, let role):
            write(.setRole, participant, to: &writer)
            writer.member("role", role)
        case .lock(let value):
            writer.member("action", Word.lock)
            writer.member("value", value)
        case .lobby(let value):
            writer.member("action", Word.lobby)
            writer.member("value", value)
        case .end: writer.member("action", Word.end)
        }
    }

    private func write(_ word: Word, _ participant: ParticipantID, to writer: inout JSONWriter) {
        writer.member("action", word)
        writer.member("participant", participant)
    }
}
