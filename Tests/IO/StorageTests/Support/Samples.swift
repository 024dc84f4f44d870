import Identifiers
import Storage
import Testing
import Units

extension UnixTime {
    static let start = UnixTime(seconds: 1_000_000)
}

/// Numbered ids, so that tests can tell their order.
func number<ID: Identifier>(_ index: Int, as type: ID.Type = ID.self) -> ID {
    let digits = String(index)
    return ID(unchecked: "\(ID.prefix)\(String(repeating: "0", count: 12 - digits.count))\(digits)")
}

func sampleRoom(_ name: String, id: Int = 1) throws -> StoredRoom {
    StoredRoom(
        id: number(id),
        name: try #require(RoomName(name)),
        title: "",
        metadata: "",
        maximumParticipants: 0,
        emptyTimeout: .seconds(300),
        departureTimeout: .seconds(20),
        hasLobby: false,
        isLocked: false,
        isOpenJoin: false,
        notBefore: nil,
        expiresAt: nil,
        createdAt: .start
    )
}

func sampleInvite(_ id: Int, room: Int = 1, maximumUses: Int? = nil, expiresAt: UnixTime? = nil, createdAt: UnixTime = .start)
    -> StoredInvite
{
    StoredInvite(
        id: number(id),
        roomID: number(room),
        codeHash: "hash-\(id)",
        role: "guest",
        expiresAt: expiresAt,
        maximumUses: maximumUses,
        createdAt: createdAt
    )
}

func person(_ name: String) throws -> Identity {
    try #require(Identity(name))
}

func roomName(_ name: String) throws -> RoomName {
    try #require(RoomName(name))
}
