import JSONCoding

/// Media takes another way from now on.
public struct TopologyChanged: Sendable, Hashable {
    /// The new way.
    public var topology: Topology

    /// Creates the message.
    public init(topology: Topology) {
        self.topology = topology
    }
}

extension TopologyChanged: ServerPayload {
    static let type = "topology"

    init(reading object: JSONObject) throws(JSONMemberError) {
        topology = try object.required("topology") { value throws(JSONMemberError) in try Topology(reading: try value.members()) }
    }

    func write(to writer: inout JSONWriter) {
        writer.object("topology") { writer in topology.write(to: &writer) }
    }
}
