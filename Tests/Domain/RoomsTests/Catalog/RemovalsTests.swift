import Access
import Identifiers
import TestKit
import Testing
import Units

@testable import Rooms

@Suite struct RemovalsTests {
    private let demo = RoomName.named("demo")
    private let eve = Identity.named("eve")

    @Test func `a removal holds from the moment it is recorded and across a restart`() async throws {
        let store = FakeRemovalStore()
        let removals = try await Removals(loadingFrom: store)
        #expect(removals.allows(eve, in: demo))
        try await removals.record(eve, from: demo, by: Identity.named("host"), at: .after(1))
        #expect(
            !removals.allows(eve, in: demo) && removals.allows(eve, in: RoomName.named("other"))
                && removals.allows(Identity.named("Eve"), in: demo)
        )
        let restarted = try await Removals(loadingFrom: store)
        #expect(!restarted.allows(eve, in: demo))
        #expect(restarted.list(of: demo) == [Removal(identity: eve, since: .after(1), by: Identity.named("host"))])
    }

    @Test func `a removal is not confirmed when it could not be stored but holds meanwhile`() async throws {
        let store = FakeRemovalStore()
        let removals = try await Removals(loadingFrom: store)
        store.breakDown()
        await #expect(throws: FakeRemovalStore.Failure.self) { try await removals.record(eve, from: demo, at: .after(1)) }
        #expect(!removals.allows(eve, in: demo))
    }

    @Test func `who is let in again may enter, also after a restart`() async throws {
        let store = FakeRemovalStore()
        let removals = try await Removals(loadingFrom: store)
        try await removals.record(eve, from: demo, at: .after(1))
        try await removals.lift(eve, from: demo)
        #expect(removals.allows(eve, in: demo) && removals.list(of: demo).isEmpty)
        #expect(try await Removals(loadingFrom: store).allows(eve, in: demo))
        await #expect(throws: CatalogRefusal.removalNotFound) { try await removals.lift(eve, from: demo) }
    }

    @Test func `memory and store agree however removals and their ends cross`() async throws {
        let store = FakeRemovalStore()
        let removals = try await Removals(loadingFrom: store)
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<200 {
                group.addTask {
                    if index.isMultiple(of: 2) {
                        try? await removals.record(eve, from: demo, at: .after(Int64(index)))
                    } else {
                        try? await removals.lift(eve, from: demo)
                    }
                }
            }
        }
        #expect(try await Removals(loadingFrom: store).allows(eve, in: demo) == removals.allows(eve, in: demo))
    }

    @Test func `a full book loses the oldest removal of the room that has most`() {
        var book = RemovalBook(maximumCount: 4)
        for second in 0..<3 {
            #expect(book.insert(Removal(identity: Identity.named("busy\(second)"), since: .after(Int64(second))), in: demo) == [])
        }
        let quiet = RoomName.named("quiet")
        #expect(book.insert(Removal(identity: eve, since: .after(9)), in: quiet) == [])
        let evicted = book.insert(Removal(identity: Identity.named("mallory"), since: .after(10)), in: quiet)
        #expect(evicted == [RemovalBook.Evicted(identity: Identity.named("busy0"), room: demo)])
        #expect(book.count == 4 && book.allows(Identity.named("busy0"), in: demo) && !book.allows(eve, in: quiet))
    }

    @Test func `a full room loses its own oldest removal`() {
        let many = (0..<RemovalList.maximumCount).map { Removal(identity: Identity.named("p\($0)"), since: .after(Int64($0))) }
        var book = RemovalBook([demo: many])
        let evicted = book.insert(Removal(identity: eve, since: .after(99_999)), in: demo)
        #expect(evicted == [RemovalBook.Evicted(identity: Identity.named("p0"), room: demo)])
        #expect(book.count == RemovalList.maximumCount && !book.allows(eve, in: demo))
    }

    @Test func `somebody who is removed twice counts once`() {
        var book = RemovalBook()
        _ = book.insert(Removal(identity: eve, since: .after(1)), in: demo)
        _ = book.insert(Removal(identity: eve, since: .after(2)), in: demo)
        #expect(book.count == 1 && book.removals(from: demo).map(\.since) == [.after(1)])
        let first = book.readmit(eve, to: demo)
        let second = book.readmit(eve, to: demo)
        #expect(first && !second && book.count == 0)
    }
}
