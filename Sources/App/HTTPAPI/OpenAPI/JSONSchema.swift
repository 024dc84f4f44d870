import JSONCoding

/// What a value may be, as JSON Schema 2020-12 says it.
indirect enum JSONSchema: Sendable, Hashable {
    /// Text; its length counts characters.
    case string(minimumLength: Int = 0, maximumLength: Int? = nil, pattern: String? = nil)
    /// One of these words.
    case word([String])
    /// A whole number.
    case integer(ClosedRange<Int64>? = nil)
    /// A truth value.
    case boolean
    /// Always this truth value.
    case constant(Bool)
    /// Values of one sort.
    case array(JSONSchema, maximumCount: Int? = nil)
    /// Members with names of their own, of one sort.
    case map(JSONSchema, maximumCount: Int)
    /// Members that are known, and others that do not matter.
    case object([Property])
    /// What the components of the document call so.
    case component(String)
    /// This, or `null`.
    case nullable(JSONSchema)
    /// One of these.
    case either([JSONSchema])

    /// A member of an object.
    struct Property: Sendable, Hashable {
        var name: String
        var schema: JSONSchema
        var isRequired: Bool
        var text: String
        /// What the server takes when the member is absent.
        var standard: JSONValue?

        /// A member that has to be there.
        static func required(_ name: String, _ schema: JSONSchema, _ text: String) -> Property {
            Property(name: name, schema: schema, isRequired: true, text: text)
        }

        /// A member that may be absent.
        static func optional(_ name: String, _ schema: JSONSchema, _ text: String, standard: JSONValue? = nil) -> Property {
            Property(name: name, schema: schema, isRequired: false, text: text, standard: standard)
        }
    }
}

extension JSONSchema {
    /// Text without control characters.
    static func plainText(minimumLength: Int = 0, maximumLength: Int) -> JSONSchema {
        .string(
            minimumLength: minimumLength,
            maximumLength: maximumLength,
            pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#
        )
    }

    /// Writes the schema as a JSON object.
    func write(to writer: inout JSONWriter, text: String? = nil, standard: JSONValue? = nil) {
        writer.beginObject()
        writeKeywords(to: &writer)
        writer.member("description", text)
        if let standard {
            writer.name("default")
            writer.value(standard)
        }
        writer.endObject()
    }

    private func writeKeywords(to writer: inout JSONWriter) {
        switch self {
        case .string(let minimumLength, let maximumLength, let pattern):
            writer.member("type", "string")
            if minimumLength > 0 { writer.member("minLength", Int64(minimumLength)) }
            if let maximumLength { writer.member("maxLength", Int64(maximumLength)) }
            writer.member("pattern", pattern)
        case .word(let words):
            writer.member("type", "string")
            writer.array("enum") { writer in words.forEach { writer.string($0) } }
        case .integer(let bounds):
            writer.member("type", "integer")
            if let bounds {
                writer.member("minimum", bounds.lowerBound)
                writer.member("maximum", bounds.upperBound)
            }
        case .boolean: writer.member("type", "boolean")
        case .constant(let value):
            writer.member("type", "boolean")
            writer.member("const", value)
        case .array(let element, let maximumCount):
            writer.member("type", "array")
            writer.name("items")
            element.write(to: &writer)
            if let maximumCount { writer.member("maxItems", Int64(maximumCount)) }
        case .map(let value, let maximumCount):
            writer.member("type", "object")
            writer.name("additionalProperties")
            value.write(to: &writer)
            writer.member("maxProperties", Int64(maximumCount))
        case .object(let properties): Self.write(properties, to: &writer)
        case .component(let name): writer.member("$ref", "#/components/schemas/\(name)")
        case .nullable(let schema): JSONSchema.writeAlternatives([schema], orNull: true, to: &writer)
        case .either(let schemas): JSONSchema.writeAlternatives(schemas, orNull: false, to: &writer)
        }
    }

    private static func writeAlternatives(_ schemas: [JSONSchema], orNull: Bool, to writer: inout JSONWriter) {
        writer.array("anyOf") { writer in
            for schema in schemas { schema.write(to: &writer) }
            guard orNull else { return }
            writer.beginObject()
            writer.member("type", "null")
            writer.endObject()
        }
    }

    private static func write(_ properties: [Property], to writer: inout JSONWriter) {
        writer.member("type", "object")
        writer.object("properties") { writer in
            for property in properties {
                writer.name(property.name)
                property.schema.write(to: &writer, text: property.text, standard: property.standard)
            }
        }
        let required = properties.filter(\.isRequired)
        guard !required.isEmpty else { return }
        writer.array("required") { writer in
            for property in required { writer.string(property.name) }
        }
    }
}
