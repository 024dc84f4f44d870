public import RoomModel
public import Rooms

/// One shard with everything around it in the test's hands.
public final class CallBench: Sendable {
    /// The time.
    public let clock = ManualClock()
    /// What is written down.
    public let records = FakeCallRecords()
    /// What waits; ``finishWork()`` runs it.
    public let work: BackgroundWork
    /// What the shard was made with.
    public let environment: CallEnvironment
    /// The shard.
    public let shard: RoomShard
    private let executor = InlineExecutor()

    /// A shard without rooms.
    public init(
        policy: RoomPolicy = RoomPolicy(),
        workMaximum: Int = 20_000,
        limits: CallEnvironment.RequestLimits = .init()
    ) {
        work = BackgroundWork(maximumCount: workMaximum)
        let clock = clock
        var environment = CallEnvironment(
            policy: policy,
            now: { clock.now },
            wallClock: { clock.wallClock },
            records: records,
            work: work
        )
        environment.requestLimits = limits
        self.environment = environment
        shard = RoomShard(executor: executor, environment: environment, generator: SeededGenerator(seed: 1))
    }

    /// Somebody with an accepted token comes in over a new socket.
    public func enter(
        _ request: EntryRequest,
        room: RoomSettings = .sample,
        credential: SessionCredential = .lasting
    ) -> (client: CallClient, outcome: EntryOutcome) {
        let client = CallClient(shard: shard, participant: request.participant)
        let entrant = Entrant(room: room, request: request, credential: credential)
        let outlet = client.outlet
        let outcome = shard.assumeIsolated { $0.enter(entrant, over: outlet, opening: { _ in true }) }
        return (client, outcome)
    }

    /// The same, when it is not in question that they are let in or may wait.
    public func join(_ request: EntryRequest, room: RoomSettings = .sample, credential: SessionCredential = .lasting) -> CallClient {
        enter(request, room: room, credential: credential).client
    }

    /// Half a second's look at what is due, after `duration` has passed.
    public func tick(after duration: Duration = .zero) {
        clock.advance(by: duration)
        shard.assumeIsolated { $0.tick() }
    }

    /// Runs all background work to its end, with whatever follows from it.
    ///
    /// Afterwards no more work is taken.
    public func finishWork() async {
        let running = Task { [work] in await work.run() }
        _ = await eventually { work.unfinishedCount == 0 }
        work.finish()
        await running.value
    }
}
