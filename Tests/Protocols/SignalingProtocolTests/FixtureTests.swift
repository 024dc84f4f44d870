import SignalingProtocol
import Testing

@Suite struct `The signaling fixtures` {
    @Test(arguments: Fixtures.client)
    func `of clients decode and re-encode to the same bytes`(file: Fixtures.File) throws {
        let message = try ClientMessage.decode(file.bytes)
        #expect(message.encode() == file.message)
        #expect(file.name.hasPrefix(message.type))
        #expect(file.bytes == file.message + [0x0A])
    }

    @Test(arguments: Fixtures.server)
    func `of servers decode and re-encode to the same bytes`(file: Fixtures.File) throws {
        let (message, sequence) = try ServerMessage.decode(file.bytes)
        #expect(message.encodeBody().frame(sequence: sequence) == file.message)
        #expect(file.name.hasPrefix(message.type))
        #expect(file.bytes == file.message + [0x0A])
        #expect((sequence != nil) == (message.isSequenced && file.name != "error-early.json"))
    }

    @Test(arguments: Fixtures.invalid)
    func `of invalid messages are refused with the code that is expected`(file: Fixtures.File) throws {
        let expected = try #require(Fixtures.expectedCodes[file.name], "not in EXPECTED.json")
        let error = #expect(throws: SignalingDecodingError.self) { try ClientMessage.decode(file.bytes) }
        #expect(error?.code.rawValue == expected, "\(error?.message ?? "")")
        #expect(error?.message.hasSuffix(".") == true)
    }

    @Test func `cover every type of message`() {
        let clientTypes: Set = [
            "join", "resume", "ping", "leave", "publish", "unpublish", "mute", "update", "description", "candidate", "data", "moderate",
        ]
        let serverTypes: Set = [
            "joined", "waiting", "resumed", "pong", "closing", "ack", "error", "participant_joined", "participant_updated",
            "participant_left",
            "track_published", "track_unpublished", "track_muted", "room_updated", "lobby_joined", "lobby_left", "topology", "description",
            "candidate",
            "data", "token", "ice_servers",
        ]
        #expect(Set(Fixtures.client.compactMap { try? ClientMessage.decode($0.bytes).type }) == clientTypes)
        #expect(Set(Fixtures.server.compactMap { try? ServerMessage.decode($0.bytes).message.type }) == serverTypes)
        #expect(Set(Fixtures.invalid.map(\.name)) == Set(Fixtures.expectedCodes.keys))
        #expect(Fixtures.invalid.count > 100)
    }
}
