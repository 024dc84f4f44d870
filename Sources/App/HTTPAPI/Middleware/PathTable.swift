import HTTPTypes

/// Which methods each path takes, to tell a wrong method from a wrong path (RFC 9110 §15.5.6).
struct PathTable: Sendable {
    private let entries: [(segments: [Substring], methods: [HTTPRequest.Method])]

    init(_ endpoints: [Endpoint]) {
        var methods: [String: [HTTPRequest.Method]] = [:]
        for endpoint in endpoints {
            methods[endpoint.path, default: []] += endpoint.method == .get ? [.get, .head] : [endpoint.method]
        }
        self.entries = methods.sorted { $0.key < $1.key }.map { path, methods in
            (path.split(separator: "/"), methods.sorted { $0.rawValue < $1.rawValue })
        }
    }

    /// The methods that `path` takes; `nil` when nothing is there.
    func methods(at path: String) -> [HTTPRequest.Method]? {
        let segments = path.split(separator: "/")
        return entries.first { Self.matches($0.segments, segments) }?.methods
    }

    private static func matches(_ template: [Substring], _ segments: [Substring]) -> Bool {
        if template.last == "**" {
            return segments.count >= template.count && matches(Array(template.dropLast()), Array(segments.prefix(template.count - 1)))
        }
        return template.count == segments.count && zip(template, segments).allSatisfy { $0.first == "{" || $0 == $1 }
    }
}
