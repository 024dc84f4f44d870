import HTTPTypes

/// How the API's description shows one call.
struct Operation: Sendable {
    /// The call's name in generated clients.
    var id: String
    /// One sentence.
    var summary: String
    /// The items of the query.
    var query: [Parameter] = []
    /// What the body may be.
    var request: JSONSchema?
    /// What comes back when it is done.
    var success: Success
    /// The refusals of the call's own, beside those that its access and its body bring with them.
    var refusals: [HTTPResponse.Status] = []

    /// An item of the query.
    struct Parameter: Sendable {
        var name: String
        var schema: JSONSchema
        var text: String
    }

    /// What comes back when a call is done.
    struct Success: Sendable {
        var status: HTTPResponse.Status
        var content: Content
        var text: String
        /// The calls that go on with it.
        var links: [Link] = []
    }

    /// A call that goes on with what another one made, and where its path's parameters come from.
    struct Link: Sendable {
        var operation: String
        var parameters: [(name: String, expression: String)]
    }

    /// What a body holds.
    enum Content: Sendable {
        case none
        case json(JSONSchema)
        case text(mediaType: String)
    }
}

extension Operation.Success {
    /// Something was made.
    static func created(_ schema: JSONSchema, _ text: String, links: [Operation.Link] = []) -> Self {
        Self(status: .created, content: .json(schema), text: text, links: links)
    }
    /// Something to read.
    static func ok(_ schema: JSONSchema, _ text: String) -> Self { Self(status: .ok, content: .json(schema), text: text) }
    /// Nothing to say.
    static let done = Self(status: .noContent, content: .none, text: "Done.")
}

extension Operation.Parameter {
    /// How many items a page holds.
    static func limit(default standard: Int, maximum: Int) -> Self {
        Self(name: "limit", schema: .integer(1...Int64(maximum)), text: "How many items the page holds; \(standard) when absent.")
    }

    /// Where a page begins.
    static func cursor(_ schema: JSONSchema) -> Self {
        Self(name: "cursor", schema: schema, text: "The 'next_cursor' of the page before; absent for the first page.")
    }
}
