import Identifiers
import RoomModel
import Rooms
import TestKit
import Testing
import Units

@Suite struct CatalogRecordsTests {
    private let demo = RoomName.named("demo")

    @Test func `a removal in a call is recorded before it is confirmed`() async throws {
        let bench = try await CatalogBench()
        let records = CatalogRecords(catalog: bench.catalog, removals: bench.removals, now: { .after(1) })
        #expect(await records.recordRemoval(of: Identity.named("eve"), from: demo, by: Identity.named("host")))
        #expect(try await !Removals(loadingFrom: bench.removalStore).allows(Identity.named("eve"), in: demo))
        bench.removalStore.breakDown()
        #expect(await !records.recordRemoval(of: Identity.named("mallory"), from: demo, by: nil))
    }

    @Test func `a call changes the lock and the lobby and nothing else`() async throws {
        let bench = try await CatalogBench()
        let records = CatalogRecords(catalog: bench.catalog, removals: bench.removals, now: { .after(1) })
        var inCall = try await bench.catalog.create(demo, RoomChange(title: "old"), at: .after(0))
        _ = try await bench.catalog.update(demo, RoomChange(title: "new"), at: .after(0))
        (inCall.isLocked, inCall.hasLobby) = (true, true)
        await records.save(inCall)
        let kept = try await bench.catalog.room(named: demo)
        #expect(kept.title == "new" && kept.isLocked && kept.hasLobby)
    }
}
