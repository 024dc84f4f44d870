import Identifiers
import RoomModel
import SignalingProtocol
import TestKit
import Testing
import Units

/// Who may order what, and what becomes of it.
@Suite struct ModerationTests {
    /// One row: an action, and whether it is refused by role and target.
    struct Row: CustomTestStringConvertible {
        let name: String
        let make: @Sendable (ParticipantID) -> ModerationAction
        let refused: @Sendable (_ by: Role, _ target: Role) -> Bool
        var testDescription: String { name }
    }

    private static let overPeople: @Sendable (Role, Role) -> Bool = { role, target in
        switch (role, target) {
        case (.host, _), (.cohost, .cohost), (.cohost, .guest), (.cohost, .observer): false
        case (.cohost, .host), (.guest, _), (.observer, _): true
        }
    }
    private static let moderatorsOnly: @Sendable (Role, Role) -> Bool = { role, _ in role != .host && role != .cohost }
    private static let hostsOnly: @Sendable (Role, Role) -> Bool = { role, _ in role != .host }

    static let table = [
        Row(name: "remove", make: { .remove($0) }, refused: overPeople),
        Row(name: "mute", make: { .mute($0, track: nil) }, refused: overPeople),
        Row(name: "set_role", make: { .setRole($0, .guest) }, refused: hostsOnly),
        Row(name: "lock", make: { _ in .lock(true) }, refused: moderatorsOnly),
        Row(name: "lobby", make: { _ in .lobby(true) }, refused: moderatorsOnly),
        Row(name: "end", make: { _ in .end }, refused: hostsOnly),
    ]

    @Test(arguments: table)
    func `each role may do to each role what the table says`(row: Row) {
        for role in Role.allCases {
            for target in Role.allCases {
                var room = RoomDriver()
                room.enter(.person("ann", role), .person("bob", target))
                let before = room.model
                let outputs = room.send(.moderate(1, row.make(.bob)), from: .ann)
                if row.refused(role, target) {
                    #expect(outputs.refusal == .forbidden, "\(row.name) by \(role) on \(target)")
                    #expect(room.model.participants == before.participants)
                    #expect(room.model.settings == before.settings)
                } else {
                    #expect(outputs.refusal == nil, "\(row.name) by \(role) on \(target)")
                    #expect(outputs.contains { $0 == .ack(1, to: .ann) } || outputs.hasPendingRemoval)
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `moderators admit and deny, and nobody else does`(isAdmission: Bool) {
        for role in Role.allCases {
            var room = RoomDriver()
            room.enter(.person("ann", role))
            room.perform { model, _ in model.settingsChanged(.sample { $0.hasLobby = true }) }
            room.enter(.guest("bob"))
            let outputs = room.send(.moderate(1, isAdmission ? .admit(.bob) : .deny(.bob)), from: .ann)
            if role == .host || role == .cohost {
                #expect(outputs.contains(.admitted(.bob)) == isAdmission)
                #expect(outputs.hasPendingRemoval != isAdmission)
            } else {
                #expect(outputs.refusal == .forbidden)
            }
        }
    }

    @Test func `whoever is not there cannot be removed, muted or given a role`() {
        var room = RoomDriver()
        room.enter(.host("hal"))
        for action in [ModerationAction.remove(.bob), .mute(.bob, track: nil), .setRole(.bob, .cohost)] {
            #expect(room.send(.moderate(1, action), from: .hal).refusal == .notFound)
        }
    }

    // MARK: Mute

    @Test func `muting a person mutes their audio and leaves the rest`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let camera = room.publish(.camera, from: .ann, id: 1)
        let microphone = room.publish(.microphone, from: .ann, id: 2)
        let screenAudio = room.publish(.screenShareAudio, from: .ann, id: 3)
        room.send(.mute(4, screenAudio, true), from: .ann)
        let event = TrackMuted(participant: .ann, track: microphone, isMuted: true, by: .participant(.hal))
        #expect(
            room.send(.moderate(1, .mute(.ann, track: nil)), from: .hal) == [
                .send(.trackMuted(event), to: [.hal, .ann]),
                .ack(1, to: .hal),
            ]
        )
        #expect(room.participant(.ann).tracks.filter(\.isMuted).map(\.id) == [microphone, screenAudio])
        #expect(room.participant(.ann).tracks.first { $0.id == camera }?.isMuted == false)
    }

    @Test func `muting one track mutes that, video too, and its owner may unmute it`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let camera = room.publish(.camera, from: .ann)
        room.send(.moderate(1, .mute(.ann, track: camera)), from: .hal)
        #expect(room.participant(.ann).tracks.map(\.isMuted) == [true])
        room.send(.mute(2, camera, false), from: .ann)
        #expect(room.participant(.ann).tracks.map(\.isMuted) == [false])
    }

    @Test func `a track of somebody else is not found`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"), .guest("bob"))
        let track = room.publish(.camera, from: .bob)
        #expect(room.send(.moderate(1, .mute(.ann, track: track)), from: .hal).refusal == .notFound)
        #expect(room.participant(.bob).tracks.map(\.isMuted) == [false])
    }

    @Test func `the API mutes by identity and says that it was the API`() {
        var room = RoomDriver()
        room.enter(.guest("ann"))
        let track = room.publish(.microphone, from: .ann)
        #expect(!room.order { $0.mute(.named("ann"), track: .named("other"), by: .api) }.result)
        #expect(!room.order { $0.mute(.named("bob"), track: nil, by: .api) }.result)
        let (isMuted, outputs) = room.order { $0.mute(.named("ann"), track: nil, by: .api) }
        #expect(isMuted)
        #expect(outputs == [.send(.trackMuted(TrackMuted(participant: .ann, track: track, isMuted: true, by: .api)), to: [.ann])])
    }

    // MARK: Removal

    @Test func `a removed person goes once the removal is recorded, and not before`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let removal = PendingRemoval(identity: .named("ann"), moderator: .hal, request: 3, code: .removed)
        #expect(room.send(.moderate(3, .remove(.ann)), from: .hal) == [.recordRemoval(removal)])
        #expect(room.model.participantCount == 2)
        #expect(
            room.perform { model, _ in model.removalRecorded(removal, succeeded: true) } == [
                .ack(3, to: .hal),
                .left(.ann, .removed, to: .hal),
                .close(.ann, .removed),
            ]
        )
    }

    @Test func `a removal that could not be recorded removes nobody, and the moderator is told`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let removal = PendingRemoval(identity: .named("ann"), moderator: .hal, request: 3, code: .removed)
        #expect(room.perform { model, _ in model.removalRecorded(removal, succeeded: false) }.refusal == .internal)
        #expect(room.model.participantCount == 2)
    }

    @Test func `a removal holds for the identity, under whatever id it came back meanwhile`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let removal = PendingRemoval(identity: .named("ann"), moderator: .hal, request: 3, code: .removed)
        room.enter(.guest("ann", presence: 2))
        room.perform { model, _ in model.removalRecorded(removal, succeeded: true) }
        #expect(room.model.participants.map(\.id) == [.hal])
    }

    @Test func `a removed person is not known any more, so a lock keeps them out`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        room.send(.moderate(1, .lock(true)), from: .hal)
        room.perform { model, _ in model.remove(.named("ann")) }
        #expect(room.enter(.guest("ann", presence: 2)) == .refused(.roomLocked))
    }

    @Test func `removing somebody who is not there does nothing`() {
        var room = RoomDriver()
        room.enter(.host("hal"))
        let (isHere, outputs) = room.order { $0.remove(.named("ann")) }
        #expect(!isHere)
        #expect(outputs.isEmpty)
    }

    // MARK: Lock and lobby

    @Test func `lock and lobby are told to everyone, and kept`() {
        var room = RoomDriver()
        room.enter(.host("hal"), .guest("ann"))
        let locked = RoomSettings.sample { $0.isLocked = true }
        #expect(
            room.send(.moderate(1, .lock(true)), from: .hal) == [
                .send(.roomUpdated(RoomUpdated(room: room.model.roomInfo)), to: [.hal, .ann]),
                .saveSettings(locked),
                .ack(1, to: .hal),
            ]
        )
        #expect(room.model.settings == locked)
        #expect(room.send(.moderate(2, .lock(true)), from: .hal) == [.ack(2, to: .hal)], "nothing changed")
        room.send(.moderate(3, .lobby(true)), from: .hal)
        #expect(room.model.roomInfo.hasLobby && room.model.roomInfo.isLocked)
    }

    @Test func `settings from the API are told once and not written back`() {
        var room = RoomDriver()
        room.enter(.guest("ann"))
        let end = UnixTime.testStart + .seconds(60)
        let settings = RoomSettings.sample { settings in
            settings.title = "Demo"
            settings.metadata = "m"
            settings.maximumParticipants = 3
            settings.expiresAt = end
        }
        let outputs = room.perform { model, _ in model.settingsChanged(settings) }
        #expect(outputs == [.send(.roomUpdated(RoomUpdated(room: room.model.roomInfo)), to: [.ann])])
        #expect(
            room.model.roomInfo
                == RoomInfo(
                    id: settings.id,
                    name: settings.name,
                    title: "Demo",
                    metadata: "m",
                    maximumParticipants: 3,
                    createdAt: .testStart,
                    expiresAt: end
                )
        )
        #expect(room.perform { model, _ in model.settingsChanged(settings) }.isEmpty)
    }
}

extension [RoomOutput] {
    var hasPendingRemoval: Bool {
        contains { if case .recordRemoval = $0 { true } else { false } }
    }
}
