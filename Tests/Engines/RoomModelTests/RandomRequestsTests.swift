import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

/// Random people do random things.
///
/// After every step each client's own picture of the room is what the room would show it.
@Suite struct RandomRequestsTests {
    @Test(arguments: (0..<24).map { UInt64($0) &* 0x9E37_79B9 &+ 17 })
    func `every client's picture stays that of the room, whatever people do`(seed: UInt64) {
        var crowd = Crowd(seed: seed)
        for step in 1...250 {
            let deed = crowd.act()
            let complaints = crowd.complaints()
            #expect(complaints.isEmpty, "seed \(seed), step \(step), after \(deed)")
            if !complaints.isEmpty { return }
        }
        #expect(crowd.answeredCount > 25, "seed \(seed): hardly anything was asked")
    }
}

/// Names, their presences, and what each of them has seen.
private struct Crowd {
    private var room: RoomDriver
    private var generator: SeededGenerator
    private var mirrors: [ParticipantID: ClientMirror] = [:]
    private var waiting: Set<ParticipantID> = []
    private var presences: [String: Int] = [:]
    private var tracks: [TrackID] = []
    private var unanswered: Set<RequestID> = []
    private var nextRequest: Int64 = 1
    private var pending: [PendingRemoval] = []
    private var problems: [String] = []
    private(set) var answeredCount = 0

    private static let names = ["ann", "bob", "cid", "dan", "eve", "fay", "gus"]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        room = RoomDriver(policy: RoomPolicy(meshMaximum: 5, lobbyMaximum: 3, tracksPerParticipant: 3, attributeCount: 3))
    }

    /// One random deed; says what it was.
    mutating func act() -> String {
        switch number(0..<20) {
        case 0..<4: enter()
        case 4: lose()
        case 5: resume()
        case 6: leave()
        case 7: letTimePass()
        case 8: settlePending()
        default: request()
        }
    }

    /// What is wrong now, in words.
    func complaints() -> [String] {
        var complaints = problems
        let identities = room.model.participants.map(\.identity) + room.model.waiting.map(\.identity)
        if Set(identities).count != identities.count { complaints.append("an identity is there twice") }
        if Set(room.model.participants.map(\.id)) != Set(mirrors.keys) { complaints.append("somebody came or went unnoticed") }
        if Set(room.model.waiting.map(\.id)) != waiting { complaints.append("somebody waits or stopped waiting unnoticed") }
        for (id, mirror) in mirrors {
            complaints += mirror.contradictions.map { "\(id): \($0)" }
            guard let view = room.model.view(for: id) else {
                complaints.append("\(id) has no view")
                continue
            }
            complaints += mirror.differences(from: ClientMirror(view)).map { "\(id) \($0)" }
        }
        if !unanswered.isEmpty { complaints.append("not answered: \(unanswered)") }
        return complaints
    }

    // MARK: Deeds

    private mutating func enter() -> String {
        let name = pick(Self.names) ?? "ann"
        let presence = presences[name, default: 0] + 1
        presences[name] = presence
        let role = pick(Role.allCases) ?? .guest
        let request = EntryRequest.person(name, role, presence: presence, isHidden: number(0..<5) == 0)
        let before = room.model
        let (result, outputs) = room.enterWithOutputs(request)
        switch result {
        case .joined:
            // What others are told happens before the newcomer's view exists.
            apply(outputs)
            if let view = room.model.view(for: request.participant) { mirrors[request.participant] = ClientMirror(view) }
        case .waiting:
            waiting.insert(request.participant)
            apply(outputs)
        case .refused:
            if !outputs.isEmpty { problems.append("a refused entry told somebody something") }
            if before.participants != room.model.participants || before.waiting != room.model.waiting {
                problems.append("a refused entry changed the room")
            }
        }
        return "\(name) enters as \(role): \(result)"
    }

    private mutating func lose() -> String {
        guard let id = pickAnyone() else { return "nobody to lose" }
        apply(room.perform { model, now in model.connectionLost(id, at: now) })
        return "\(id) is lost"
    }

    private mutating func resume() -> String {
        guard let id = pickAnyone() else { return "nobody to resume" }
        apply(room.perform { model, _ in model.connectionResumed(id) })
        return "\(id) resumes"
    }

    private mutating func leave() -> String {
        guard let id = pickAnyone() else { return "nobody to leave" }
        forget(id)
        apply(room.perform { model, _ in model.leave(id, reason: .left) })
        return "\(id) leaves"
    }

    private mutating func letTimePass() -> String {
        room.advance(by: .seconds(number(1..<20)))
        let isDue = room.model.nextDeadline.map { $0 <= room.clock } ?? false
        let outputs = room.perform { model, now in model.timerFired(at: now) }
        if isDue == outputs.isEmpty { problems.append("the deadline and what is due at it differ") }
        apply(outputs)
        return "time passes"
    }

    private mutating func settlePending() -> String {
        guard !pending.isEmpty else { return "nothing to record" }
        let removal = pending.removeFirst()
        unanswered.insert(removal.request)
        let succeeded = number(0..<4) > 0
        apply(room.perform { model, _ in model.removalRecorded(removal, succeeded: succeeded) })
        return "\(removal.identity)'s removal is recorded: \(succeeded)"
    }

    private mutating func request() -> String {
        guard let sender = pickAnyone() else { return "nobody to ask" }
        let id = RequestID(nextRequest)
        nextRequest += 1
        let message = makeRequest(id)
        unanswered.insert(id)
        apply(room.send(message, from: sender))
        return "\(sender) sends \(message)"
    }

    private mutating func makeRequest(_ id: RequestID) -> ClientMessage {
        let somebody = pickAnyone() ?? .named("nobody")
        let track = pick(tracks) ?? .named("nothing")
        return switch number(0..<16) {
        case 0...2: .publish(id, pick(TrackSource.allCases) ?? .camera)
        case 3: .unpublish(id, track)
        case 4: .mute(id, track, number(0..<2) == 0)
        case 5: .update(Update(id: id, metadata: "m\(id)", attributes: Attributes([("a\(number(0..<4))", pick(["", "x"]) ?? "")])))
        case 6: .offer(id, to: somebody, epoch: number(0..<3) == 0 ? 2 : 1)
        case 7: .candidate(id, to: somebody)
        case 8: .data(id)
        case 9: .data(id, to: [somebody])
        case 10: .moderate(id, pick([.admit(somebody), .deny(somebody), .remove(somebody)]) ?? .end)
        case 11, 12: .moderate(id, .admit(pick(waiting.sorted()) ?? somebody))
        case 13: .moderate(id, .setRole(somebody, pick(Role.allCases) ?? .guest))
        case 14: .moderate(id, .mute(somebody, track: number(0..<2) == 0 ? nil : track))
        default: .moderate(id, pick([.lock(true), .lock(false), .lock(false), .lobby(true), .lobby(false), .end]) ?? .end)
        }
    }

    // MARK: What follows

    private mutating func apply(_ outputs: [RoomOutput]) {
        for output in outputs {
            switch output {
            case .send(let message, let recipients):
                if Set(recipients).count != recipients.count { problems.append("a \(message.type) went twice to one person") }
                note(message, to: recipients)
                for recipient in recipients { mirrors[recipient]?.apply(message) }
            case .admitted(let id):
                waiting.remove(id)
                if let view = room.model.view(for: id) { mirrors[id] = ClientMirror(view) }
            case .close(let id, _):
                forget(id)
            case .recordRemoval(let removal):
                // Answered when it is recorded.
                pending.append(removal)
                unanswered.remove(removal.request)
            case .saveSettings(let settings):
                if settings != room.model.settings { problems.append("other settings were saved than hold") }
            }
        }
    }

    private mutating func note(_ message: ServerMessage, to recipients: [ParticipantID]) {
        switch message {
        case .ack(let ack):
            if unanswered.remove(ack.id) == nil { problems.append("request \(ack.id) was answered twice") }
            answeredCount += 1
            if let track = ack.track { tracks.append(track.id) }
        case .error(let error):
            if error.id.map({ unanswered.remove($0) == nil }) ?? true { problems.append("an error answers nothing, or again") }
        default:
            let strangers = recipients.filter { mirrors[$0] == nil && !waiting.contains($0) }
            // Somebody who is closed in this very step may still be a recipient of what came before; nobody else is.
            if strangers.contains(where: { room.model.participant($0) != nil }) { problems.append("a \(message.type) came before joined") }
        }
    }

    private mutating func forget(_ id: ParticipantID) {
        mirrors[id] = nil
        waiting.remove(id)
    }

    // MARK: Chance

    private mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &generator) }

    /// Somebody in the room or in the lobby, in an order that depends on nothing but the seed.
    private mutating func pickAnyone() -> ParticipantID? { pick((Array(mirrors.keys) + waiting).sorted()) }
}
