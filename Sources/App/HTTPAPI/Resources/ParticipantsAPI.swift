import Access
import Hummingbird
import Identifiers
import JSONCoding
import RoomModel
import Rooms
import SignalingProtocol

/// The people in a call: list, remove, mute, change the role.
struct ParticipantsAPI: Sendable {
    let services: APIServices

    var endpoints: [Endpoint] {
        let collection = "/v1/rooms/{room}/participants"
        let one = collection + "/{identity}"
        return [
            Endpoint(.get, collection, access: .roomAdmin, operation: Self.listOperation, handle: list),
            Endpoint(.delete, one, access: .roomAdmin, operation: Self.removeOperation, handle: remove),
            Endpoint(.patch, one, access: .roomAdmin, body: .required, operation: Self.updateOperation, handle: update),
            Endpoint(.post, one + "/mute", access: .roomAdmin, body: .optional, operation: Self.muteOperation, handle: mute),
        ]
    }

    private func list(_ request: APIRequest) async throws -> Response {
        let room = try await services.catalog.room(named: try request.room())
        let occupants = await services.liveCalls.occupants(of: room.name)
        return .json { writer in
            writer.array("participants") { writer in
                for participant in occupants?.participants ?? [] { Person.present(participant).write(to: &writer) }
                for waiting in occupants?.waiting ?? [] { Person.waiting(waiting).write(to: &writer) }
            }
        }
    }

    private func remove(_ request: APIRequest) async throws -> Response {
        let (room, identity) = (try request.room(), try request.identity())
        // Recorded first: from now on the person does not come back, however fast they are.
        try await services.removals.record(identity, from: room, by: request.caller?.identity, at: request.now)
        await services.liveCalls.perform(.remove(identity), in: room)
        return .done
    }

    private func update(_ request: APIRequest) async throws -> Response {
        let (room, identity) = (try request.room(), try request.identity())
        let role = try request.body.required("role") { value throws(JSONMemberError) in try value.role() }
        return try await reply(to: .setRole(identity, role), about: identity, in: room)
    }

    private func mute(_ request: APIRequest) async throws -> Response {
        let (room, identity) = (try request.room(), try request.identity())
        let track = try request.body.optional("track", Self.trackID)
        if let track {
            let participant = try await participant(identity, in: room)
            guard participant.tracks.contains(where: { $0.id == track }) else {
                throw APIError(status: .notFound, code: "track_not_found", message: "This participant publishes no such track.")
            }
        }
        return try await reply(to: .mute(identity, track: track), about: identity, in: room)
    }

    private func reply(to order: CallOrder, about identity: Identity, in room: RoomName) async throws -> Response {
        guard await services.liveCalls.perform(order, in: room) else { throw Self.participantNotFound }
        let participant = try await participant(identity, in: room)
        return .json { Person.present(participant).writeMembers(to: &$0) }
    }

    private func participant(_ identity: Identity, in room: RoomName) async throws -> ParticipantInfo {
        let occupants = await services.liveCalls.occupants(of: room)
        guard let participant = occupants?.participants.first(where: { $0.identity == identity }) else { throw Self.participantNotFound }
        return participant
    }

    private static let participantNotFound = APIError(
        status: .notFound,
        code: "participant_not_found",
        message: "Nobody in this call has this identity."
    )

    private static func trackID(_ value: JSONValue) throws(JSONMemberError) -> TrackID {
        guard let id = TrackID(try value.text()) else { throw JSONMemberError("", .notA("a track id, TR_ and 12 of 0-9A-Za-z")) }
        return id
    }
}

/// Somebody in a call or in its lobby.
private enum Person {
    case present(ParticipantInfo)
    case waiting(WaitingInfo)

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(to: &writer)
        writer.endObject()
    }

    func writeMembers(to writer: inout JSONWriter) {
        switch self {
        case .present(let participant):
            participant.write(to: &writer)
            writer.member("waiting", false)
        case .waiting(let waiting):
            waiting.write(to: &writer)
            writer.member("waiting", true)
        }
    }
}
