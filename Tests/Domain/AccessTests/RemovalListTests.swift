import Access
import Identifiers
import Testing
import Units

@Suite struct `Removed people` {
    private let ada: Identity
    private let bob: Identity

    init() throws {
        ada = try #require(Identity("ada"))
        bob = try #require(Identity("bob"))
    }

    @Test func `a removed person stays out, since the first time`() {
        var list = RemovalList()
        let results = [
            list.insert(Removal(identity: ada, since: .start, by: bob)),
            list.insert(Removal(identity: ada, since: .start + .seconds(5))),
        ]
        #expect(results == [.inserted, .alreadyRemoved])
        #expect(!list.allows(ada))
        #expect(list.removal(of: ada) == Removal(identity: ada, since: .start, by: bob))
        #expect(list.allows(bob))
        #expect(list.removal(of: bob) == nil)
    }

    @Test func `only a decision lets somebody in again`() {
        var list = RemovalList([Removal(identity: ada, since: .start)])
        let first = list.readmit(ada)
        #expect(first)
        #expect(list.allows(ada))
        let second = list.readmit(ada)
        #expect(!second)
    }

    @Test func `a stored list is restored with the earlier of two entries`() {
        let early = Removal(identity: ada, since: .start)
        let late = Removal(identity: ada, since: .start + .seconds(1))
        #expect(RemovalList([early, late]) == RemovalList([late, early]))
        #expect(
            RemovalList([late, early, Removal(identity: bob, since: .start)]).removals == [early, Removal(identity: bob, since: .start)]
        )
    }

    @Test func `the list is bounded and says when it is full`() throws {
        var list = RemovalList()
        for index in 0..<RemovalList.maximumCount {
            let result = list.insert(Removal(identity: try #require(Identity("p\(index)")), since: .start))
            #expect(result == .inserted)
        }
        let results = [
            list.insert(Removal(identity: ada, since: .start)),
            list.insert(Removal(identity: try #require(Identity("p7")), since: .start)),
        ]
        #expect(results == [.full, .alreadyRemoved])
        #expect(list.count == RemovalList.maximumCount)
    }
}
