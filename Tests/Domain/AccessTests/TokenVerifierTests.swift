import Access
import Foundation
import Identifiers
import Testing
import Units

@Suite struct `Reading a token` {
    private func verify(_ token: RawToken, at now: UnixTime = .start) async throws -> VerifiedToken {
        try await TokenVerifier(keys: TestKeys.ring()).verify(token.text, now: now)
    }

    private func verify(_ text: String) async throws -> VerifiedToken {
        try await TokenVerifier(keys: TestKeys.ring()).verify(text, now: .start)
    }

    @Test func `the plain token of these tests is accepted`() async throws {
        #expect(try await verify(RawToken(payload: RawToken.claims())).requireJoin().identity.text == "ada")
    }

    @Test(arguments: [
        #"{"alg":"none"}"#, #"{"alg":"None"}"#, #"{"alg":"RS256"}"#, #"{"alg":"HS384"}"#, #"{"alg":"HS512"}"#, #"{"alg":"ES256"}"#,
        #"{"alg":"hs256"}"#, #"{"alg":"HS256 "}"#, #"{"alg":""}"#,
    ])
    func `another algorithm is refused before anything else is looked at`(header: String) async {
        for payload in [RawToken.claims(), RawToken.claims(["iss": #""nobody""#]), "not JSON"] {
            await #expect(throws: AccessError.tokenAlgorithm) { try await verify(RawToken(header: header, payload: payload)) }
            await #expect(throws: AccessError.tokenAlgorithm) {
                try await verify(RawToken(header: header, payload: payload, signature: ""))
            }
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"alg":null}"#, #"{"alg":1}"#, #"{"alg":["HS256"]}"#, #"{"typ":"JWT"}"#,
        #"{"alg":"HS256","crit":["b64"],"b64":false}"#, #"{"alg":"HS256","crit":[]}"#, #"{"alg":"HS256"#,
    ])
    func `a header that cannot be read is malformed`(header: String) async {
        await #expect(throws: AccessError.tokenMalformed) { try await verify(RawToken(header: header, payload: RawToken.claims())) }
    }

    @Test func `the header cannot pick the key`() async throws {
        let token = RawToken(header: #"{"alg":"HS256","kid":"../../dev/null"}"#, payload: RawToken.claims())
        #expect(try await verify(token).keyID == "APItest")
    }

    @Test(
        arguments: [
            ["iss": nil], ["iss": "7"], ["exp": nil], ["exp": #""1000600""#], ["exp": "1e400"], ["exp": "9007199254740993"],
            ["exp": "true"],
            ["nbf": "{}"], ["nbf": "1e30"], ["sub": "[]"], ["sub": #""a\u0000b""#], ["sub": "\"\(String(repeating: "a", count: 129))\""],
            ["name": "1"], ["metadata": "{}"], ["attributes": #"{"a":1}"#], ["attributes": #""a""#], ["jti": #""""#],
            ["jti": "\"\(String(repeating: "a", count: 257))\""], ["video": "[]"], ["video": #"{"roomJoin":"true","room":"demo"}"#],
            ["video": #"{"roomAdmin":true,"room":"not a name"}"#], ["video": #"{"roomAdmin":true,"room":7}"#],
            ["video": #"{"roomJoin":true,"room":"demo","canPublishSources":"camera"}"#], ["saleflow": #"{"role":"admin"}"#],
            ["saleflow": #"{"generation":1e30}"#],
        ] as [[String: String?]]
    )
    func `a claim that is missing or of the wrong type makes it malformed`(changes: [String: String?]) async {
        await #expect(throws: AccessError.tokenMalformed) { try await verify(RawToken(payload: RawToken.claims(changes))) }
    }

    @Test func `text that is no token is malformed`() async {
        let good = RawToken(payload: RawToken.claims()).text
        let bad = [
            "", ".", "..", "a.b.c", "demo", "\u{0}", "é.é.é", " \(good)", "\(good).", "\(good).\(good)", good.replacing(".", with: ","),
            good.split(separator: ".").prefix(2).joined(separator: "."),
        ]
        for text in bad {
            await #expect(throws: AccessError.tokenMalformed, "\(text.prefix(20))") { try await verify(text) }
        }
    }

    @Test func `payload that is not UTF-8 or nested too deeply is malformed`() async {
        let header = Data(#"{"alg":"HS256"}"#.utf8).base64URL
        await #expect(throws: AccessError.tokenMalformed) { try await verify("\(header).\(Data([0xFF, 0xFE]).base64URL).AA") }
        let nested = String(repeating: "[", count: 5000)
        await #expect(throws: AccessError.tokenMalformed) { try await verify(RawToken(payload: RawToken.claims(["deep": nested]))) }
    }

    @Test func `a token of exactly the longest length is read, and one byte more is not`() async throws {
        func token(padding: Int) -> String {
            RawToken(payload: RawToken.claims(["metadata": "\"\(String(repeating: "a", count: padding))\""])).text
        }
        let base = token(padding: 0).utf8.count
        // Three characters of payload are four of base64url, so the longest length may be met only nearly.
        let padding = (TokenVerifier.maximumByteCount - base) * 3 / 4
        #expect(token(padding: padding).utf8.count <= TokenVerifier.maximumByteCount)
        #expect(try await verify(token(padding: padding)).metadata.utf8.count == padding)
        await #expect(throws: AccessError.tokenMalformed) { try await verify(token(padding: padding + 3)) }
    }

    @Test func `an unknown key is told apart from a wrong signature`() async {
        await #expect(throws: AccessError.tokenUnknownKey) { try await verify(RawToken(payload: RawToken.claims(["iss": #""other""#]))) }
        await #expect(throws: AccessError.tokenSignature) {
            try await verify(RawToken(payload: RawToken.claims(), secret: TestKeys.secret + "x"))
        }
    }

    @Test func `any changed character of payload or signature makes the signature wrong or the token malformed`() async throws {
        let good = Array(RawToken(payload: RawToken.claims()).text.utf8)
        let verifier = try await TokenVerifier(keys: TestKeys.ring())
        for index in good.indices where good[index] != UInt8(ascii: ".") {
            var changed = good
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "Q") : UInt8(ascii: "A")
            let text = String(decoding: changed, as: UTF8.self)
            await #expect(throws: AccessError.self, "character \(index)") { try await verifier.verify(text, now: .start) }
        }
    }

    @Test func `every truncation is refused`() async throws {
        let good = RawToken(payload: RawToken.claims()).text
        let verifier = try await TokenVerifier(keys: TestKeys.ring())
        for count in 0..<good.count {
            await #expect(throws: AccessError.self, "\(count) characters") {
                try await verifier.verify(String(good.prefix(count)), now: .start)
            }
        }
    }

    @Test func `a signature that is missing or short is wrong`() async {
        for signature in ["", "AA", String(repeating: "A", count: 43)] {
            await #expect(throws: AccessError.tokenSignature) {
                try await verify(RawToken(payload: RawToken.claims(), signature: signature))
            }
        }
    }

    @Test func `the times have 60 seconds of leeway, to the millisecond`() async throws {
        let token = RawToken(payload: RawToken.claims())
        let expiry = UnixTime(seconds: 1_000_600)
        _ = try await verify(token, at: .start + .seconds(-60))
        _ = try await verify(token, at: expiry + .milliseconds(59_999))
        await #expect(throws: AccessError.tokenNotYetValid) { try await verify(token, at: .start + .milliseconds(-60_001)) }
        await #expect(throws: AccessError.tokenExpired) { try await verify(token, at: expiry + .seconds(60)) }
    }

    @Test func `fractions of seconds are allowed and times before 1970 are long ago`() async throws {
        #expect(try await verify(RawToken(payload: RawToken.claims(["exp": "1000600.9"]))).expiresAt == UnixTime(seconds: 1_000_600))
        _ = try await verify(RawToken(payload: RawToken.claims(["nbf": "-1e300"])))
        await #expect(throws: AccessError.tokenExpired) { try await verify(RawToken(payload: RawToken.claims(["exp": "-5"]))) }
    }

    @Test func `any key of the ring is accepted`() async throws {
        let second = try APIKey(id: "APInew", secret: "new-secret-new-secret-new-secret-02")
        let ring = try #require(KeyRing([second, TestKeys.ring().primary]))
        let verifier = await TokenVerifier(keys: ring)
        #expect(try await verifier.verify(RawToken(payload: RawToken.claims()).text, now: .start).keyID == "APItest")
        // The old key's id with the new key's secret is nobody's token.
        await #expect(throws: AccessError.tokenSignature) {
            try await verifier.verify(
                RawToken(payload: RawToken.claims(), secret: "new-secret-new-secret-new-secret-02").text,
                now: .start
            )
        }
    }
}
