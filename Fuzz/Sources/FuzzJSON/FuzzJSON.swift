import Fuzzing
import JSONCoding

/// Whatever parses is written, parses again as the same value and is written again as the same bytes.
@main
enum FuzzJSON {
    static func main() {
        fuzz { bytes in
            _ = JSONObject(readableMembersOf: bytes.span)
            guard let value = try? JSONValue(parsing: bytes) else { return }
            let written = value.canonicalBytes
            guard let again = try? JSONValue(parsing: written, limits: JSONLimits(byteCount: .max)) else {
                broken("what is written parses")
            }
            guard again == value else { broken("what is written parses as the same value") }
            guard again.canonicalBytes == written else { broken("a value is written in one way") }
        }
    }
}
