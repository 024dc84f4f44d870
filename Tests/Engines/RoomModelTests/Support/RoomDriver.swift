import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Units

/// A room model with a time of its own: one mutation, then all outputs.
struct RoomDriver {
    private(set) var model: RoomModel
    private(set) var clock = MonotonicInstant.zero
    private(set) var wallClock = UnixTime.testStart
    private var madeTracks = 0

    init(_ settings: RoomSettings = .sample, policy: RoomPolicy = RoomPolicy()) {
        model = RoomModel(settings: settings, policy: policy)
    }

    mutating func advance(by duration: Duration) {
        clock = clock + duration
        wallClock = wallClock + duration
    }

    @discardableResult
    mutating func enter(_ request: EntryRequest) -> EntryResult {
        enterWithOutputs(request).result
    }

    mutating func enterWithOutputs(_ request: EntryRequest) -> (result: EntryResult, outputs: [RoomOutput]) {
        let result = model.enter(request, at: wallClock)
        return (result, drain())
    }

    /// Lets all of them in, who are expected to be let in.
    mutating func enter(_ requests: EntryRequest...) {
        for request in requests {
            let result = enter(request)
            precondition(result == .joined, "\(request.name) got \(result)")
        }
    }

    @discardableResult
    mutating func send(_ message: ClientMessage, from participant: ParticipantID) -> [RoomOutput] {
        model.handle(message, from: participant, at: wallClock) {
            madeTracks += 1
            return .named("track", madeTracks)
        }
        return drain()
    }

    /// Publishes a track and tells its id.
    mutating func publish(_ source: TrackSource, from participant: ParticipantID, id: RequestID = 1) -> TrackID {
        for case .send(.ack(let ack), _) in send(.publish(id, source), from: participant) {
            if let track = ack.track { return track.id }
        }
        preconditionFailure("\(participant) could not publish")
    }

    @discardableResult
    mutating func perform(_ change: (inout RoomModel, MonotonicInstant) -> Void) -> [RoomOutput] {
        change(&model, clock)
        return drain()
    }

    /// The same for a change that has a result.
    mutating func order<Result>(_ change: (inout RoomModel) -> Result) -> (result: Result, outputs: [RoomOutput]) {
        let result = change(&model)
        return (result, drain())
    }

    private mutating func drain() -> [RoomOutput] {
        var outputs: [RoomOutput] = []
        while let output = model.nextOutput() { outputs.append(output) }
        return outputs
    }

    /// The participant with this id, who is there.
    func participant(_ id: ParticipantID) -> ParticipantInfo {
        guard let info = model.participant(id) else { preconditionFailure("\(id) is not in the room") }
        return info
    }
}

extension [RoomOutput] {
    /// The messages that one participant gets, in order.
    func messages(to participant: ParticipantID) -> [ServerMessage] {
        compactMap { output in
            guard case .send(let message, let recipients) = output, recipients.contains(participant) else { return nil }
            return message
        }
    }

    /// The answers among them.
    var answers: [RoomOutput] {
        filter { output in
            switch output {
            case .send(.ack, _), .send(.error, _): true
            default: false
            }
        }
    }

    /// Without the answers.
    var events: [RoomOutput] {
        filter { output in
            switch output {
            case .send(.ack, _), .send(.error, _): false
            default: true
            }
        }
    }

    /// The code of the one refusal, if that is all there is.
    var refusal: SignalingErrorCode? {
        guard count == 1, case .send(.error(let error), _) = self[0] else { return nil }
        return error.code
    }
}

extension RoomOutput {
    static func ack(_ id: RequestID, track: TrackInfo? = nil, to participant: ParticipantID) -> RoomOutput {
        .send(.ack(Ack(id: id, track: track)), to: [participant])
    }

    static func left(_ participant: ParticipantID, _ reason: LeaveReason, to recipients: ParticipantID...) -> RoomOutput {
        .send(.participantLeft(ParticipantLeft(participant: participant, reason: reason)), to: recipients)
    }

    static func joined(_ participant: ParticipantInfo, to recipients: ParticipantID...) -> RoomOutput {
        .send(.participantJoined(ParticipantJoined(participant: participant)), to: recipients)
    }

    static func updated(_ participant: ParticipantInfo, to recipients: ParticipantID...) -> RoomOutput {
        .send(.participantUpdated(ParticipantUpdated(participant: participant)), to: recipients)
    }

    static func lobbyJoined(_ waiting: WaitingInfo, to recipients: ParticipantID...) -> RoomOutput {
        .send(.lobbyJoined(LobbyJoined(waiting: waiting)), to: recipients)
    }

    static func lobbyLeft(_ participant: ParticipantID, _ reason: LobbyLeaveReason, to recipients: ParticipantID...) -> RoomOutput {
        .send(.lobbyLeft(LobbyLeft(participant: participant, reason: reason)), to: recipients)
    }
}

extension ParticipantID {
    static let ann = ParticipantID.named("ann")
    static let bob = ParticipantID.named("bob")
    static let cid = ParticipantID.named("cid")
    static let dan = ParticipantID.named("dan")
    static let eve = ParticipantID.named("eve")
    static let hal = ParticipantID.named("hal")
    static let coe = ParticipantID.named("coe")
}
