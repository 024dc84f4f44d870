import HTTPTypes
import Identifiers
import TestKit
import SignalingProtocol
import Units

typealias HTTPMethod = HTTPRequest.Method

/// The shape of an answer is not the one that the test is about.
struct Unexpected: Error {}

/// Somebody in a call, with a microphone and a camera.
func person(_ name: String, role: Role = .guest) -> ParticipantInfo {
    let number = String(repeating: "0", count: 12 - name.utf8.count) + name
    return ParticipantInfo(
        id: ParticipantID(unchecked: "PA_" + number),
        identity: Identity.named(name),
        name: DisplayName(cleaning: name) ?? .empty,
        role: role,
        joinedAt: .after(0),
        tracks: [
            TrackInfo(id: TrackID(unchecked: "TR_a" + number.dropFirst()), cid: "m", source: .microphone, isMuted: false),
            TrackInfo(id: TrackID(unchecked: "TR_v" + number.dropFirst()), cid: "c", source: .camera, isMuted: false),
        ]
    )
}

/// Somebody in the lobby.
func waitingPerson(_ name: String) -> WaitingInfo {
    let number = String(repeating: "0", count: 12 - name.utf8.count) + name
    return WaitingInfo(
        id: ParticipantID(unchecked: "PA_" + number),
        identity: Identity.named(name),
        name: DisplayName(cleaning: name) ?? .empty,
        since: .after(0)
    )
}
