import Identifiers
import Testing

@Suite struct `An id` {
    @Test func `is its prefix and twelve letters or digits`() {
        #expect(ParticipantID("PA_0aB1cD2eF3gH")?.text == "PA_0aB1cD2eF3gH")
        #expect(RoomID("RM_0aB1cD2eF3gH") != nil)
        #expect(TrackID("TR_0aB1cD2eF3gH") != nil)
        #expect(SessionID("SE_0aB1cD2eF3gH") != nil)
        #expect(InviteID("IV_0aB1cD2eF3gH") != nil)
    }

    @Test(arguments: [
        "", "PA_", "PA_0aB1cD2eF3g", "PA_0aB1cD2eF3gHi", "pa_0aB1cD2eF3gH", "RM_0aB1cD2eF3gH", "PA-0aB1cD2eF3gH", "PA_0aB1cD2eF3g_",
        "PA_0aB1cD2eF3g ",
        " PA_0aB1cD2eF3g", "PA_0aB1cD2eF3é", "PA_0aB1cD2eF3g\n", "PA_0aB1cD2eF3g\0", "PA_0aB1cD2eF3g/", "PA_0aB1cD2eF3g:",
        "PA_0aB1cD2eF3g@",
        "PA_0aB1cD2eF3g[", "PA_0aB1cD2eF3g`", "PA_0aB1cD2eF3g{", "РА_0aB1cD2eF3",
    ])
    func `is refused in any other form`(text: String) {
        #expect(ParticipantID(text) == nil)
    }

    @Test func `can be read from a part of a text`() {
        #expect(TrackID("x TR_0aB1cD2eF3gH y".dropFirst(2).dropLast(2))?.text == "TR_0aB1cD2eF3gH")
    }

    @Test func `made at random is well formed and follows its generator`() {
        var generator = SeededGenerator(seed: 42)
        let ids = (0..<1000).map { _ in ParticipantID.random(using: &generator) }
        #expect(ids.allSatisfy { ParticipantID($0.text) == $0 })
        #expect(Set(ids).count == ids.count)
        var again = SeededGenerator(seed: 42)
        #expect(ParticipantID.random(using: &again) == ids[0])
    }

    @Test func `made at random uses every letter and digit at every place`() {
        var generator = SeededGenerator(seed: 7)
        var seen: [Set<Character>] = Array(repeating: [], count: 12)
        for _ in 0..<2000 {
            for (place, character) in RoomID.random(using: &generator).text.dropFirst(3).enumerated() { seen[place].insert(character) }
        }
        #expect(seen.allSatisfy { $0.count == 62 })
    }

    @Test func `is ordered by its bytes, as JavaScript orders it`() throws {
        let order = ["PA_000000000000", "PA_00000000000A", "PA_00000000000Z", "PA_00000000000a", "PA_z00000000000"]
        let ids = try order.map { try #require(ParticipantID($0)) }
        #expect(ids.reversed().sorted() == ids)
        #expect("\(ids[0])" == order[0])
    }
}
