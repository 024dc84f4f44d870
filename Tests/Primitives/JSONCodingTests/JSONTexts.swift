import JSONCoding

/// Parses `text`; what it is, or why it is refused.
func parse(_ text: String, limits: JSONLimits = JSONLimits()) -> Result<JSONValue, JSONDecodingError> {
    parse(Array(text.utf8), limits: limits)
}

/// Parses `bytes`; what they are, or why they are refused.
func parse(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> Result<JSONValue, JSONDecodingError> {
    Result { () throws(JSONDecodingError) in try JSONValue(parsing: bytes, limits: limits) }
}

/// What the writer makes of `value`.
func written(_ value: JSONValue) -> String {
    String(decoding: value.canonicalBytes, as: UTF8.self)
}

/// An object of `members` in order.
func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONObject {
    var object = JSONObject()
    for (name, value) in members { object.append(name, value) }
    return object
}
