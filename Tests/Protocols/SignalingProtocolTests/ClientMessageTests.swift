import Identifiers
import SignalingProtocol
import Testing
import Units

@Suite struct `A client's message` {
    private let anna = ParticipantID(unchecked: "PA_0aB1cD2eF3gH")
    private let ben = ParticipantID(unchecked: "PA_9zY8xW7vU6tS")
    private let track = TrackID(unchecked: "TR_q1W2e3R4t5Y6")
    private let other = TrackID(unchecked: "TR_zzzzZZZZ9999")

    @Test func `carries each member to its place`() throws {
        let session = SessionID(unchecked: "SE_5KjH4gF3dS2a")
        let expected: [String: ClientMessage] = [
            "resume": .resume(Resume(session: session, resumeToken: "Zm9yIHRoaXMgc2Vzc2lvbiBhbmQgbm8gb3RoZXI", lastSequence: 41)),
            "ping": .ping(Ping(lastSequence: 12, sentAt: UnixTime(milliseconds: 1_767_225_600_000))),
            "leave": .leave(Leave(id: 9)),
            "publish-full": .publish(
                Publish(
                    id: 2,
                    track: NewTrack(
                        cid: "{5f1c7a7e-9e7c-4d0c-8f7a-5d3f9a0c1b2d}",
                        source: .screenShare,
                        name: DisplayName(cleaning: "Präsentation 📊"),
                        isMuted: true,
                        width: 3840,
                        height: 2160
                    )
                )
            ),
            "join-room": .join(Join(token: "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", room: RoomName("acme-demo"), client: "saleflow-web/1.0")),
            "unpublish": .unpublish(Unpublish(id: 5, track: track)),
            "mute": .mute(Mute(id: 6, track: track, isMuted: true)),
            "update-nothing": .update(Update(id: 8)),
            "update-full": .update(Update(id: 12, name: .empty, metadata: "", attributes: [:])),
            "update-attributes": .update(
                Update(id: 11, attributes: ["hand": "raised", "company": "Müller & Söhne", "department": ""])
            ),
            "description-rollback": .description(
                DescriptionRequest(id: 15, to: ben, description: SessionDescription(epoch: 3, generation: 2, type: .rollback, sdp: ""))
            ),
            "candidate-end": .candidate(
                CandidateRequest(id: 18, to: ben, candidate: ICECandidate(epoch: 3, generation: 0, candidate: "", sdpMid: "audio"))
            ),
            "data-to": .data(DataRequest(id: 20, to: [anna, ben], topic: "app:quote", payload: "")),
            "moderate-admit": .moderate(Moderate(id: 23, action: .admit(ben))),
            "moderate-deny": .moderate(Moderate(id: 23, action: .deny(ben))),
            "moderate-remove": .moderate(Moderate(id: 23, action: .remove(ben))),
            "moderate-mute": .moderate(Moderate(id: 23, action: .mute(ben, track: nil))),
            "moderate-mute-track": .moderate(Moderate(id: 24, action: .mute(ben, track: track))),
            "moderate-role-cohost": .moderate(Moderate(id: 25, action: .setRole(ben, .cohost))),
            "moderate-lock": .moderate(Moderate(id: 26, action: .lock(true))),
            "moderate-unlock": .moderate(Moderate(id: 27, action: .lock(false))),
            "moderate-lobby": .moderate(Moderate(id: 28, action: .lobby(true))),
            "moderate-end": .moderate(Moderate(id: 29, action: .end)),
        ]
        for (name, message) in expected {
            #expect(try ClientMessage.decode(Fixtures.client(name)) == message, "\(name)")
        }
    }

    @Test func `with a session description carries its tracks`() throws {
        guard case .description(let request) = try ClientMessage.decode(Fixtures.client("description-offer")) else {
            Issue.record("another type")
            return
        }
        #expect(request.id == 13)
        #expect(request.to == ben)
        #expect(request.description.epoch == 3)
        #expect(request.description.generation == 0)
        #expect(request.description.type == .offer)
        #expect(request.description.sdp.hasPrefix("v=0\r\no=- "))
        #expect(request.description.tracks == [TrackMapping(mid: "0", track: track), TrackMapping(mid: "1", track: other)])
    }

    @Test func `has a number unless it is join, resume or ping`() throws {
        for file in Fixtures.client {
            let message = try ClientMessage.decode(file.bytes)
            #expect((message.requestID == nil) == ["join", "resume", "ping"].contains(message.type), "\(file.name)")
        }
        #expect(try ClientMessage.decode(Fixtures.client("moderate-end")).requestID == 29)
    }

    @Test func `is read in any order of its members and with white space`() throws {
        let text = " {\n \"muted\" : false , \"track\":\"TR_q1W2e3R4t5Y6\",\t\"id\" : 3, \"type\" : \"mute\" } \r\n"
        #expect(try ClientMessage.decode(Array(text.utf8)) == .mute(Mute(id: 3, track: track, isMuted: false)))
    }

    @Test func `has its names cleaned`() throws {
        let text = "{\"type\":\"update\",\"id\":3,\"name\":\" \\u202EAn\\u0000na\\t\\u200bX \"}"
        #expect(try ClientMessage.decode(Array(text.utf8)) == .update(Update(id: 3, name: DisplayName(cleaning: "Anna X"))))
        let join = "{\"type\":\"join\",\"protocol\":1,\"token\":\"t\",\"client\":\"a\\n\\u001b[31mb\"}"
        #expect(try ClientMessage.decode(Array(join.utf8)) == .join(Join(token: "t", client: "a [31mb")))
    }

    @Test func `of another protocol version says which one is spoken`() {
        let error = expectRefusal(of: "{\"type\":\"join\",\"protocol\":2,\"ticket\":7}", code: .unsupportedProtocol, id: nil)
        #expect(error?.message == "This server speaks version 1 of the protocol.")
    }

    @Test(arguments: [
        ("{\"type\":\"publish\",\"id\":1,\"track\":{\"cid\":\"a\",\"source\":\"tv\",\"muted\":false}}", "track.source"),
        ("{\"type\":\"data\",\"id\":1,\"to\":[\"PA_0aB1cD2eF3gH\",\"x\"],\"topic\":\"t\",\"payload\":\"\"}", "to[1]"),
        ("{\"type\":\"update\",\"id\":1,\"attributes\":{\"a\":\"\",\"b\":1}}", "attributes[1]"),
        ("{\"type\":\"moderate\",\"id\":1,\"action\":\"set_role\",\"participant\":\"PA_0aB1cD2eF3gH\",\"role\":1}", "role"),
    ])
    func `that is refused hears which member is wrong`(text: String, path: String) {
        let error = expectRefusal(of: text, code: .malformedMessage, id: 1)
        #expect(error?.message.hasPrefix("'\(path)' must be ") == true, "\(error?.message ?? "")")
    }

    @Test func `that is refused does not hear its own words`() {
        let secret = "eyJzZWNyZXQ"
        for text in [
            "{\"type\":\"\(secret)\",\"id\":1}", "{\"type\":\"leave\",\"id\":\"\(secret)\"}",
            "{\"type\":\"update\",\"id\":1,\"attributes\":{\"\(secret)\":1}}",
            "{\"type\":\"moderate\",\"id\":1,\"action\":\"\(secret)\"}", "{\"\(secret)\":1,\"\(secret)\":2}",
            "{\"type\":\"unpublish\",\"id\":1,\"track\":\"\(secret)\"}",
        ] {
            let error = #expect(throws: SignalingDecodingError.self) { try ClientMessage.decode(Array(text.utf8)) }
            #expect(error?.message.contains(secret) == false)
        }
    }
}
