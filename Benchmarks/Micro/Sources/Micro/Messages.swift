import Identifiers
import SignalingProtocol
import Units

/// The messages that are measured: of the sizes that browsers send.
enum Messages {
    static let now = UnixTime(milliseconds: 1_767_225_600_000)
    static let anna = ParticipantID(unchecked: "PA_0aB1cD2eF3gH")
    static let track = TrackID(unchecked: "TR_q1W2e3R4t5Y6")

    static let client: [ClientMessage] = [
        .ping(Ping(lastSequence: 12, sentAt: now)),
        .mute(Mute(id: 7, track: track, isMuted: true)),
        .data(DataRequest(id: 8, topic: "chat", payload: #"{"topic":"chat","id":"m-1","at":1767225600000,"body":"See you at ten?"}"#)),
        .candidate(
            CandidateRequest(
                id: 9,
                to: anna,
                candidate: ICECandidate(
                    epoch: 3,
                    generation: 0,
                    candidate:
                        "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.17 rport 46154 generation 0 ufrag 4ZcD",
                    sdpMid: "0",
                    sdpMLineIndex: 0,
                    usernameFragment: "4ZcD"
                )
            )
        ),
        .description(DescriptionRequest(id: 10, to: anna, description: offer)),
    ]

    /// About 6 kB, as Chromium's with one camera and one microphone.
    static let offer = SessionDescription(
        epoch: 3,
        generation: 0,
        type: .offer,
        sdp: String(
            repeating: "a=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n",
            count: 60
        ),
        tracks: [TrackMapping(mid: "0", track: track), TrackMapping(mid: "1", track: track)]
    )

    static let server: [ServerMessage] = [
        .pong(Pong(sentAt: now, receivedAt: now)),
        .ack(Ack(id: 7)),
        .data(DataMessage(from: anna, topic: "chat", payload: #"{"topic":"chat","id":"m-1","body":"See you at ten?"}"#, isDirect: false)),
        .description(Description(from: anna, description: offer)),
    ]

    /// `joined` in a room of 100; `nil` if a name here is not one.
    static func joined() -> ServerMessage? {
        guard let you = participant(0), let name = RoomName("demo") else { return nil }
        return .joined(
            Joined(
                session: SessionID(unchecked: "SE_5KjH4gF3dS2a"),
                resumeToken: "Zm9yIHRoaXMgc2Vzc2lvbiBhbmQgbm8gb3RoZXI",
                resumeWindow: .seconds(30),
                pingInterval: .seconds(4),
                pingTimeout: .seconds(12),
                you: you,
                room: RoomInfo(id: RoomID(unchecked: "RM_Lk9Jh8Gf7Ds6"), name: name, createdAt: now),
                participants: (1..<100).compactMap(participant),
                waiting: [],
                topology: Topology(kind: .sfu, epoch: 1, reason: "third_participant"),
                iceServers: [ICEServer(urls: ["stun:stun.example.com:3478"])],
                server: "saleflow/0.1.0"
            )
        )
    }

    private static func participant(_ number: Int) -> ParticipantInfo? {
        guard let identity = Identity("user-\(number)"), let name = DisplayName(cleaning: "Participant \(number)") else { return nil }
        let microphone = TrackInfo(id: track, cid: "mic", source: .microphone)
        let camera = TrackInfo(id: track, cid: "cam", source: .camera, width: 1280, height: 720)
        return ParticipantInfo(id: anna, identity: identity, name: name, role: .guest, joinedAt: now, tracks: [microphone, camera])
    }
}
