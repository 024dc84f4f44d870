import SignalingProtocol
import Testing

/// A message with one part of a given size, and the largest size that is taken.
struct LimitedPart: Sendable, CustomTestStringConvertible {
    let path: String
    let maximum: Int
    let message: @Sendable (Int) -> String

    init(_ path: String, _ maximum: Int, _ message: @escaping @Sendable (Int) -> String) {
        self.path = path
        self.maximum = maximum
        self.message = message
    }

    var testDescription: String { path }
}

@Suite struct `A part of a message` {
    private static let to = "\"to\":\"PA_0aB1cD2eF3gH\",\"epoch\":0,\"generation\":0"

    private static func text(_ count: Int) -> String {
        String(repeating: "x", count: count)
    }

    private static func list(_ count: Int, _ element: (Int) -> String) -> String {
        (0..<count).map(element).joined(separator: ",")
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        String(repeating: "0", count: width - String(number).count) + String(number)
    }

    static let parts = [
        LimitedPart("token", 16_384) { "{\"type\":\"join\",\"protocol\":1,\"token\":\"\(text($0))\"}" },
        LimitedPart("client", 128) { "{\"type\":\"join\",\"protocol\":1,\"token\":\"t\",\"client\":\"\(text($0))\"}" },
        LimitedPart("resume_token", 128) {
            "{\"type\":\"resume\",\"session\":\"SE_0aB1cD2eF3gH\",\"resume_token\":\"\(text($0))\",\"last_seq\":0}"
        },
        LimitedPart("track.cid", 64) {
            "{\"type\":\"publish\",\"id\":1,\"track\":{\"cid\":\"\(text($0))\",\"source\":\"camera\",\"muted\":false}}"
        },
        LimitedPart("track.name", 128) {
            "{\"type\":\"publish\",\"id\":1,\"track\":{\"cid\":\"c\",\"source\":\"camera\",\"name\":\"\(text($0))\",\"muted\":false}}"
        },
        LimitedPart("track.width", 16_384) {
            "{\"type\":\"publish\",\"id\":1,\"track\":{\"cid\":\"c\",\"source\":\"camera\",\"muted\":false,\"width\":\($0)}}"
        },
        LimitedPart("track.height", 16_384) {
            "{\"type\":\"publish\",\"id\":1,\"track\":{\"cid\":\"c\",\"source\":\"camera\",\"muted\":false,\"height\":\($0)}}"
        },
        LimitedPart("name", 128) { "{\"type\":\"update\",\"id\":1,\"name\":\"\(text($0))\"}" },
        LimitedPart("metadata", 16_384) { "{\"type\":\"update\",\"id\":1,\"metadata\":\"\(text($0))\"}" },
        LimitedPart("attributes", 64) { "{\"type\":\"update\",\"id\":1,\"attributes\":{\(list($0) { "\"k\($0)\":\"v\"" })}}" },
        LimitedPart("attributes[0]", 64) { "{\"type\":\"update\",\"id\":1,\"attributes\":{\"\(text($0))\":\"\"}}" },
        LimitedPart("attributes[0]", 2048) { "{\"type\":\"update\",\"id\":1,\"attributes\":{\"k\":\"\(text($0))\"}}" },
        // 16 entries of a name of 2 bytes and 2,046 bytes of text are 32 KiB together.
        LimitedPart("attributes", 2046) { size in
            "{\"type\":\"update\",\"id\":1,\"attributes\":{\(list(16) { "\"\(padded($0, to: 2))\":\"\(text($0 == 0 ? size : 2046))\"" })}}"
        },
        LimitedPart("sdp", 131_072) {
            "{\"type\":\"description\",\"id\":1,\(to),\"sdp_type\":\"offer\",\"sdp\":\"\(text($0))\",\"tracks\":[]}"
        },
        LimitedPart("tracks", 32) {
            let tracks = list($0) { "{\"mid\":\"\($0)\",\"track\":\"TR_0aB1cD2eF3gH\"}" }
            return "{\"type\":\"description\",\"id\":1,\(to),\"sdp_type\":\"offer\",\"sdp\":\"v\",\"tracks\":[\(tracks)]}"
        },
        LimitedPart("tracks[0].mid", 64) {
            let track = "{\"mid\":\"\(text($0))\",\"track\":\"TR_0aB1cD2eF3gH\"}"
            return "{\"type\":\"description\",\"id\":1,\(to),\"sdp_type\":\"offer\",\"sdp\":\"v\",\"tracks\":[\(track)]}"
        },
        LimitedPart("candidate", 1024) { "{\"type\":\"candidate\",\"id\":1,\(to),\"candidate\":\"\(text($0))\"}" },
        LimitedPart("sdp_mid", 64) { "{\"type\":\"candidate\",\"id\":1,\(to),\"candidate\":\"\",\"sdp_mid\":\"\(text($0))\"}" },
        LimitedPart("sdp_m_line_index", 1023) { "{\"type\":\"candidate\",\"id\":1,\(to),\"candidate\":\"\",\"sdp_m_line_index\":\($0)}" },
        LimitedPart("username_fragment", 256) {
            "{\"type\":\"candidate\",\"id\":1,\(to),\"candidate\":\"\",\"username_fragment\":\"\(text($0))\"}"
        },
        LimitedPart("to", 100) {
            "{\"type\":\"data\",\"id\":1,\"to\":[\(list($0) { "\"PA_\(padded($0, to: 12))\"" })],\"topic\":\"t\",\"payload\":\"\"}"
        },
        LimitedPart("topic", 64) { "{\"type\":\"data\",\"id\":1,\"topic\":\"\(text($0))\",\"payload\":\"\"}" },
        LimitedPart("payload", 65_536) { "{\"type\":\"data\",\"id\":1,\"topic\":\"t\",\"payload\":\"\(text($0))\"}" },
    ]

    @Test(arguments: parts)
    func `as large as its limit is taken, and one more is refused by name`(part: LimitedPart) throws {
        _ = try ClientMessage.decode(Array(part.message(part.maximum).utf8))
        let isRequest = !["token", "client", "resume_token"].contains(part.path)
        let error = expectRefusal(of: part.message(part.maximum + 1), code: .limitExceeded, id: isRequest ? 1 : nil)
        #expect(error?.message.hasPrefix("'\(part.path)' ") == true, "\(error?.message ?? "")")
    }

    @Test func `is measured in bytes and not in characters`() throws {
        let topic = String(repeating: "é", count: 32)
        _ = try ClientMessage.decode(Array("{\"type\":\"data\",\"id\":1,\"topic\":\"\(topic)\",\"payload\":\"\"}".utf8))
        expectRefusal(of: "{\"type\":\"data\",\"id\":1,\"topic\":\"\(topic)x\",\"payload\":\"\"}", code: .limitExceeded, id: 1)
    }

    @Test func `is measured after its escapes`() throws {
        let topic = String(repeating: "\\u0041", count: 64)
        let message = try ClientMessage.decode(Array("{\"type\":\"data\",\"id\":1,\"topic\":\"\(topic)\",\"payload\":\"\"}".utf8))
        #expect(message == .data(DataRequest(id: 1, topic: String(repeating: "A", count: 64), payload: "")))
    }

    @Test func `can be given other limits`() throws {
        var limits = SignalingLimits()
        limits.topicByteCount = 3
        let error = #expect(throws: SignalingDecodingError.self) {
            try ClientMessage.decode(Array("{\"type\":\"data\",\"id\":1,\"topic\":\"chat\",\"payload\":\"\"}".utf8), limits: limits)
        }
        #expect(error?.code == .limitExceeded)
    }
}
