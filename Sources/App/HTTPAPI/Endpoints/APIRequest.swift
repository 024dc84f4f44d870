import Access
import HTTPTypes
import Identifiers
import JSONCoding
import Units

/// A request that passed authorization and whose body was read.
struct APIRequest: Sendable {
    /// The header fields.
    var fields: HTTPFields
    /// The path's parameters by name, percent-decoded.
    var parameters: [String: String]
    /// The query's items by name, percent-decoded; of several with one name the first.
    var query: [String: String]
    /// The body's members; none when the call takes no body.
    var body = JSONObject()
    /// The caller's token, for calls that need one.
    var caller: VerifiedToken?
    /// Where this server is, as the caller sees it.
    var origin: ServerOrigin
    /// When the request came.
    var now: UnixTime
}

extension APIRequest {
    /// The room in the path.
    func room() throws(APIError) -> RoomName {
        guard let room = parameters["room"].flatMap({ RoomName($0) }) else {
            throw .invalidRequest("'room' must be 1 to \(RoomName.maximumByteCount) characters of 0-9A-Za-z_-.", member: "room")
        }
        return room
    }

    /// The identity in the path.
    func identity() throws(APIError) -> Identity {
        guard let identity = parameters["identity"].flatMap({ Identity($0) }) else {
            let problem = "must be 1 to \(Identity.maximumByteCount) bytes without control characters"
            throw .invalidRequest("'identity' \(problem).", member: "identity")
        }
        return identity
    }

    /// How many items of a list the caller wants on a page.
    func pageSize(default standard: Int, maximum: Int) throws(APIError) -> Int {
        guard let text = query["limit"] else { return standard }
        guard text.utf8.count <= 6, let limit = Int(text), (1...maximum).contains(limit) else {
            throw .invalidRequest("'limit' must be between 1 and \(maximum).", member: "limit")
        }
        return limit
    }

    /// Where the page begins that the caller wants.
    func cursor<Value>(_ read: (String) -> Value?) throws(APIError) -> Value? {
        guard let text = query["cursor"] else { return nil }
        guard let value = read(text) else { throw .invalidRequest("'cursor' is not from a page of this list.", member: "cursor") }
        return value
    }
}
