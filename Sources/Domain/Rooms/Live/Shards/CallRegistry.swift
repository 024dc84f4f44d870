public import Identifiers
public import SignalingProtocol

/// All live calls of this server: each room has one shard, found by the room's name.
public final class CallRegistry: LiveCalls {
    private let shards: [RoomShard]
    private let environment: CallEnvironment

    /// Creates the registry; `executors` must not be empty.
    public init(executors: [any ShardExecutor], environment: CallEnvironment) {
        precondition(!executors.isEmpty, "a server without event loops cannot hold calls")
        self.environment = environment
        self.shards = executors.map { RoomShard(executor: $0, environment: environment) }
    }

    /// The shard of one room.
    ///
    /// Stable for the life of the process.
    public func shard(of room: RoomName) -> RoomShard {
        // FNV-1a: cheap and even over short names; nothing depends on the value beyond this process.
        let hash = room.text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return shards[Int(hash % UInt64(shards.count))]
    }

    /// Looks for the session on every shard: a client that resumes names no room.
    public func resume(
        _ request: Resume,
        over outlet: any SignalingOutlet,
        opening: @Sendable (SessionID, RoomShard) -> Bool
    ) async -> ResumeOutcome {
        for shard in shards {
            switch await shard.resume(request, over: outlet, opening: { opening($0, shard) }) {
            case .resumed?:
                environment.metrics.resumeEnded(succeeded: true)
                return .resumed
            case .failed(let code)?:
                environment.metrics.resumeEnded(succeeded: false)
                return .failed(code)
            case .abandoned?:
                return .abandoned
            case nil:
                continue
            }
        }
        environment.metrics.resumeEnded(succeeded: false)
        return .failed(.resumeFailed)
    }

    /// Counts somebody who was not let in.
    public func turnedAway() {
        environment.metrics.turnedAway()
    }

    public func occupants(of room: RoomName) async -> RoomOccupants? {
        await shard(of: room).occupants(of: room)
    }

    public func occupancy() async -> [RoomName: RoomOccupancy] {
        var all: [RoomName: RoomOccupancy] = [:]
        for shard in shards { all.merge(await shard.occupancy()) { first, _ in first } }
        return all
    }

    @discardableResult
    public func perform(_ order: CallOrder, in room: RoomName) async -> Bool {
        await shard(of: room).perform(order, in: room)
    }

    /// Resume windows, token refreshes and gauges; to be called about twice a second.
    public func tick() async {
        var occupation = CallMetrics.Occupation()
        for shard in shards {
            await shard.tick()
            occupation = await occupation + shard.occupation()
        }
        environment.metrics.report(occupation)
    }
}
