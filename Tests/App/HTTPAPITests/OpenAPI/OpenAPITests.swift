import HTTPTypes
import JSONCoding
import TestKit
import Testing

@testable import HTTPAPI

@Suite struct OpenAPITests {
    /// Routes that are pages and files, and the WebSocket, which OpenAPI cannot describe.
    private let pages: Set<String> = ["GET /", "GET /r/{room}", "GET /embed/{room}", "GET /assets/**", "GET /v1/signal"]

    private func document() async throws -> (APIBench, JSONObject) {
        let bench = try await APIBench()
        let reply = try await bench.send(.get, "/openapi.json")
        #expect(reply.status == .ok && reply.fields[.contentType] == "application/json")
        return (bench, reply.json)
    }

    @Test func `the document describes exactly the calls that the router takes`() async throws {
        let (bench, document) = try await document()
        guard case .object(let paths) = document["paths"] else { throw Unexpected() }
        var described: Set<String> = []
        for path in paths.members {
            guard case .object(let methods) = path.value else { throw Unexpected() }
            for method in methods.members { described.insert("\(method.name.uppercased()) \(path.name)") }
        }
        let routes = bench.routes
        #expect(routes.subtracting(described) == pages)
        #expect(described.subtracting(routes) == [])
    }

    @Test func `every call has an id of its own, a sentence, a success and its refusals`() async throws {
        let (_, document) = try await document()
        var ids: Set<String> = []
        for (name, operation) in try operations(document) {
            guard case .string(let id) = operation["operationId"], case .string(let summary) = operation["summary"],
                case .object(let responses) = operation["responses"]
            else { throw Unexpected() }
            #expect(ids.insert(id).inserted && summary.hasSuffix("."), "\(name)")
            let statuses = Set(responses.members.map(\.name))
            #expect(statuses.contains { $0.hasPrefix("2") } && statuses.isSuperset(of: ["405", "500"]), "\(name)")
            if operation["security"] != .array([]) { #expect(statuses.isSuperset(of: ["401", "403"]), "\(name)") }
            if operation["requestBody"] != nil { #expect(statuses.isSuperset(of: ["400", "413", "415"]), "\(name)") }
        }
    }

    @Test func `every reference leads somewhere`() async throws {
        let (_, document) = try await document()
        guard case .object(let components) = document["components"], case .object(let schemas) = components["schemas"] else {
            throw Unexpected()
        }
        var found = 0
        func check(_ value: JSONValue) {
            switch value {
            case .object(let object):
                if case .string(let reference) = object["$ref"] {
                    found += 1
                    #expect(schemas[reference.replacing("#/components/schemas/", with: "")] != nil, "\(reference)")
                }
                object.members.forEach { check($0.value) }
            case .array(let elements): elements.forEach(check)
            case .null, .bool, .integer, .double, .string: break
            }
        }
        check(.object(document))
        #expect(found > 50)
    }

    private func operations(_ document: JSONObject) throws -> [(String, JSONObject)] {
        guard case .object(let paths) = document["paths"] else { throw Unexpected() }
        return try paths.members.flatMap { path in
            guard case .object(let methods) = path.value else { throw Unexpected() }
            return try methods.members.map { method in
                guard case .object(let operation) = method.value else { throw Unexpected() }
                return ("\(method.name) \(path.name)", operation)
            }
        }
    }
}
