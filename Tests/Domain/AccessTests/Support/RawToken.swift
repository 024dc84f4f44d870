import Crypto
import Foundation

/// Writes tokens that the issuer would never make.
struct RawToken {
    var header: String = #"{"alg":"HS256","typ":"JWT"}"#
    var payload: String
    var secret: String = TestKeys.secret
    var signature: String?

    /// Claims that are right, with `claims` put over them; a `nil` value takes one away.
    static func claims(_ changes: [String: String?] = [:]) -> String {
        var members: [String: String] = [
            "iss": #""APItest""#,
            "sub": #""ada""#,
            "nbf": "1000000",
            "exp": "1000600",
            "video": #"{"roomJoin":true,"room":"demo"}"#,
        ]
        for (name, value) in changes { members[name] = value }
        return "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }

    var text: String {
        let input = Data(header.utf8).base64URL + "." + Data(payload.utf8).base64URL
        let code = HMAC<SHA256>.authenticationCode(for: Data(input.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return input + "." + (signature ?? Data(code).base64URL)
    }
}

extension Data {
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
