import Identifiers
public import RoomModel
public import SignalingProtocol

extension EntryRequest {
    /// Somebody with this role whose identity, name and participant id all come from `name`.
    ///
    /// `presence` counts how often they came: each presence has an id of its own.
    public static func person(_ name: String, _ role: Role, presence: Int = 1, isHidden: Bool = false) -> EntryRequest {
        EntryRequest(
            participant: .named(name, presence),
            identity: .named(name),
            name: .named(name),
            role: role,
            isHidden: isHidden
        )
    }

    /// A guest.
    public static func guest(_ name: String, presence: Int = 1, isHidden: Bool = false) -> EntryRequest {
        person(name, .guest, presence: presence, isHidden: isHidden)
    }

    /// A host.
    public static func host(_ name: String, presence: Int = 1, isHidden: Bool = false) -> EntryRequest {
        person(name, .host, presence: presence, isHidden: isHidden)
    }

    /// A cohost.
    public static func cohost(_ name: String, presence: Int = 1, isHidden: Bool = false) -> EntryRequest {
        person(name, .cohost, presence: presence, isHidden: isHidden)
    }

    /// An observer.
    public static func observer(_ name: String, presence: Int = 1, isHidden: Bool = false) -> EntryRequest {
        person(name, .observer, presence: presence, isHidden: isHidden)
    }

    /// The same request with some members changed.
    public func with(_ change: (inout EntryRequest) -> Void) -> EntryRequest {
        var changed = self
        change(&changed)
        return changed
    }
}
