import GRDB
import Identifiers
import Units

extension StoredRoom {
    init(row: Row) throws {
        self.init(
            id: try row.id("id"),
            name: try row.roomName("name"),
            title: row.text("title"),
            metadata: row.text("metadata"),
            maximumParticipants: row.integer("max_participants"),
            emptyTimeout: row.duration("empty_timeout_ms"),
            departureTimeout: row.duration("departure_timeout_ms"),
            hasLobby: row.flag("lobby"),
            isLocked: row.flag("locked"),
            isOpenJoin: row.flag("open_join"),
            notBefore: row.time("not_before"),
            expiresAt: row.time("expires_at"),
            createdAt: row.time("created_at") ?? .init(milliseconds: 0)
        )
    }

    /// Every column with its value.
    var columns: [String: (any DatabaseValueConvertible)?] {
        [
            "id": id.text,
            "name": name.text,
            "title": title,
            "metadata": metadata,
            "max_participants": maximumParticipants,
            "empty_timeout_ms": emptyTimeout?.wholeMilliseconds,
            "departure_timeout_ms": departureTimeout?.wholeMilliseconds,
            "lobby": hasLobby,
            "locked": isLocked,
            "open_join": isOpenJoin,
            "not_before": notBefore?.milliseconds,
            "expires_at": expiresAt?.milliseconds,
            "created_at": createdAt.milliseconds,
        ]
    }
}
