import Identifiers
import RoomModel
import SignalingProtocol

/// What a client knows that began with `joined` and applied every event since.
///
/// Written from `docs/signaling.md`, not from the model.
struct ClientMirror {
    var you: ParticipantInfo
    var others: [ParticipantID: ParticipantInfo]
    var waiting: [ParticipantID: WaitingInfo]
    var room: RoomInfo
    /// What a correct server never sends.
    var contradictions: [String] = []

    init(_ view: RoomView) {
        you = view.you
        others = Dictionary(uniqueKeysWithValues: view.participants.map { ($0.id, $0) })
        waiting = Dictionary(uniqueKeysWithValues: view.waiting.map { ($0.id, $0) })
        room = view.room
    }

    mutating func apply(_ message: ServerMessage) {
        switch message {
        case .participantJoined(let event):
            expect(event.participant.id != you.id && others[event.participant.id] == nil, "\(event.participant.id) joined twice")
            others[event.participant.id] = event.participant
        case .participantUpdated(let event):
            change(event.participant.id, "updated") { $0 = event.participant }
            // Only moderators are told of the lobby, so somebody who no longer is one forgets it.
            if event.participant.id == you.id, !you.role.canModerate { waiting = [:] }
        case .participantLeft(let event):
            expect(others.removeValue(forKey: event.participant) != nil, "\(event.participant) left without being there")
        case .trackPublished(let event):
            change(event.participant, "published") { $0.tracks.append(event.track) }
        case .trackUnpublished(let event):
            change(event.participant, "unpublished") { info in
                info.tracks.removeAll { $0.id == event.track }
            }
        case .trackMuted(let event):
            change(event.participant, "muted") { info in
                for index in info.tracks.indices where info.tracks[index].id == event.track { info.tracks[index].isMuted = event.isMuted }
            }
        case .roomUpdated(let event):
            room = event.room
        case .lobbyJoined(let event):
            expect(waiting[event.waiting.id] == nil, "\(event.waiting.id) waits twice")
            waiting[event.waiting.id] = event.waiting
        case .lobbyLeft(let event):
            expect(waiting.removeValue(forKey: event.participant) != nil, "\(event.participant) stopped waiting without having waited")
        case .description(let message):
            expect(others[message.from] != nil, "a description came from a stranger")
        case .candidate(let message):
            expect(others[message.from] != nil, "a candidate came from a stranger")
        case .data(let message):
            expect(others[message.from] != nil, "data came from a stranger")
        case .ack, .error, .topology, .token, .iceServers:
            break
        case .joined, .waiting, .resumed, .pong, .closing:
            expect(false, "the model sent a \(message.type)")
        }
    }

    /// Where this picture is not that of `truth`, in words.
    func differences(from truth: ClientMirror) -> [String] {
        var differences: [String] = []
        if you != truth.you { differences.append("takes itself for \(you), not \(truth.you)") }
        if room != truth.room { differences.append("knows the room as \(room), not \(truth.room)") }
        if waiting != truth.waiting { differences.append("sees \(waiting.keys.sorted()) wait, not \(truth.waiting.keys.sorted())") }
        for id in Set(others.keys).union(truth.others.keys).sorted() where others[id] != truth.others[id] {
            differences.append("sees \(id) as \(String(describing: others[id])), not \(String(describing: truth.others[id]))")
        }
        return differences
    }

    private mutating func change(_ id: ParticipantID, _ event: String, _ change: (inout ParticipantInfo) -> Void) {
        if id == you.id {
            change(&you)
        } else if var info = others[id] {
            change(&info)
            others[id] = info
        } else {
            expect(false, "\(event): \(id) is not there")
        }
    }

    private mutating func expect(_ condition: Bool, _ complaint: String) {
        if !condition { contradictions.append(complaint) }
    }
}
