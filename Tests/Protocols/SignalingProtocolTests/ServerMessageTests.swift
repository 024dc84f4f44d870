import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `A server's message` {
    private let now = UnixTime(milliseconds: 1_767_225_600_000)
    private let anna = ParticipantID(unchecked: "PA_0aB1cD2eF3gH")
    private let ben = ParticipantID(unchecked: "PA_9zY8xW7vU6tS")
    private let track = TrackID(unchecked: "TR_q1W2e3R4t5Y6")

    private func joined() throws -> Joined {
        guard case .joined(let joined) = try ServerMessage.decode(Fixtures.server("joined-full")).message else {
            throw SignalingDecodingError(code: .notFound, requestID: nil, message: "another type")
        }
        return joined
    }

    @Test func `to somebody who joined carries the session and the room`() throws {
        let joined = try joined()
        #expect(joined.session == SessionID("SE_5KjH4gF3dS2a"))
        #expect(joined.resumeToken == "Zm9yIHRoaXMgc2Vzc2lvbiBhbmQgbm8gb3RoZXI")
        #expect([joined.resumeWindow, joined.pingInterval, joined.pingTimeout] == [.seconds(30), .seconds(4), .seconds(12)])
        #expect(joined.you.identity.text == "anna@example.com")
        #expect(joined.you.role == .cohost)
        #expect(joined.you.canPublish == [.camera, .microphone, .screenShare, .screenShareAudio])
        #expect(joined.participants.map(\.id.text) == ["PA_9zY8xW7vU6tS", "PA_MMMMnnnn0000"])
        #expect(joined.waiting.map(\.name.text) == ["Chloë"])
        #expect(joined.waiting.map(\.since) == [now + .seconds(9)])
        #expect(joined.topology == Topology(kind: .sfu, epoch: 4, reason: "third_participant"))
        #expect(joined.iceServers.map(\.urls.count) == [1, 2])
        #expect(joined.iceServers.last?.username == "1767229200:anna")
        #expect(joined.iceServers.last?.credential == "Yj+/c2VjcmV0PQ==")
        #expect(joined.server == "saleflow/0.1.0")
        #expect(joined.room.isLocked && joined.room.hasLobby)
        #expect(joined.room.maximumParticipants == 12)
        #expect(joined.room.title == "Q3 \"review\" – Zürich")
        #expect(joined.room.createdAt == now + .seconds(-60))
        #expect(joined.room.expiresAt == now + .seconds(3600))
    }

    @Test func `carries a participant with attributes and tracks`() throws {
        let ben = try #require(try joined().participants.first)
        #expect(ben.state == .reconnecting)
        #expect(ben.attributes == ["hand": "raised", "company": "Müller & Söhne"])
        #expect(ben.canPublish == [.microphone])
        #expect(!ben.canPublishData)
        #expect(ben.isHidden)
        #expect(ben.joinedAt == now + .seconds(5))
        #expect(ben.tracks.map(\.source) == [.microphone, .camera])
        #expect(ben.tracks.map(\.source.kind) == [.audio, .video])
        #expect(ben.tracks.last?.name?.text == "Kamera")
        #expect(ben.tracks.last?.width == 1280)
        #expect(ben.tracks.last?.height == 720)
        #expect(ben.tracks.first?.width == nil)
    }

    @Test func `carries each member to its place`() throws {
        let camera = TrackInfo(
            id: TrackID(unchecked: "TR_zzzzZZZZ9999"),
            publishing: NewTrack(
                cid: "cam",
                source: .camera,
                name: DisplayName(cleaning: "Kamera"),
                isMuted: true,
                width: 1280,
                height: 720
            )
        )
        let expected: [String: (ServerMessage, SequenceNumber?)] = [
            "resumed": (.resumed(Resumed(lastID: 7, nextSequence: 42)), nil),
            "pong": (.pong(Pong(sentAt: now, receivedAt: now + .milliseconds(17))), nil),
            "closing": (.closing(Closing(code: .replaced, message: "The same person joined from another place.", reconnect: false)), nil),
            "ack": (.ack(Ack(id: 9)), 1),
            "ack-track": (.ack(Ack(id: 1, track: camera)), 2),
            "error-id": (.error(ErrorReply(id: 5, code: .notFound, message: "There is no such track.")), 4),
            "error-early": (.error(ErrorReply(id: nil, code: .notJoined, message: "The first message must be join or resume.")), nil),
            "error-new-code": (.error(ErrorReply(id: 6, code: SignalingErrorCode(rawValue: "a_code_of_the_future"), message: "")), 5),
            "participant_left-room_ended": (.participantLeft(ParticipantLeft(participant: ben, reason: .roomEnded)), 9),
            "track_unpublished": (.trackUnpublished(TrackUnpublished(participant: anna, track: track)), 12),
            "track_muted": (.trackMuted(TrackMuted(participant: anna, track: track, isMuted: false)), 13),
            "track_muted-by-host": (.trackMuted(TrackMuted(participant: anna, track: track, isMuted: true, by: .participant(ben))), 14),
            "track_muted-by-api": (.trackMuted(TrackMuted(participant: anna, track: track, isMuted: true, by: .api)), 15),
            "lobby_left-denied": (.lobbyLeft(LobbyLeft(participant: ParticipantID(unchecked: "PA_MMMMnnnn0000"), reason: .denied)), 19),
            "topology-sfu": (.topology(TopologyChanged(topology: Topology(kind: .sfu, epoch: 1, reason: "recording"))), 21),
            "candidate-end": (.candidate(Candidate(from: anna, candidate: ICECandidate(epoch: 3, generation: 0, candidate: ""))), 27),
            "data-direct": (.data(DataMessage(from: anna, topic: "app:quote", payload: "", isDirect: true)), 29),
            "ice_servers-none": (.iceServers(ICEServersChanged(iceServers: [])), 33),
        ]
        for (name, (message, sequence)) in expected {
            let decoded = try ServerMessage.decode(Fixtures.server(name))
            #expect(decoded.message == message, "\(name)")
            #expect(decoded.sequence == sequence, "\(name)")
        }
    }

    @Test(arguments: [
        "{\"type\":\"ack\",\"id\":1}", "{\"type\":\"ack\",\"seq\":0,\"id\":1}", "{\"type\":\"ack\",\"seq\":-1,\"id\":1}",
        "{\"type\":\"ack\",\"seq\":\"1\",\"id\":1}",
        "{\"type\":\"error\",\"seq\":null,\"code\":\"x\",\"message\":\"\"}",
        "{\"type\":\"track_muted\",\"seq\":1,\"participant\":\"PA_0aB1cD2eF3gH\",\"track\":\"TR_q1W2e3R4t5Y6\",\"muted\":true,\"by\":\"nobody\"}",
        "[]", "{}",
    ])
    func `that breaks the protocol is refused`(text: String) {
        let error = #expect(throws: SignalingDecodingError.self) { try ServerMessage.decode(Array(text.utf8)) }
        #expect(error?.code == .malformedMessage)
    }

    @Test func `of a type of the future is told from a malformed one`() {
        let error = #expect(throws: SignalingDecodingError.self) {
            try ServerMessage.decode(Array("{\"type\":\"weather\",\"seq\":1}".utf8))
        }
        #expect(error?.code == .unknownMessageType)
    }
}
