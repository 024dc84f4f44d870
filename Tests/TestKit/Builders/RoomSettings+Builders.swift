import Identifiers
public import RoomModel
import Units

extension RoomSettings {
    /// An open room called `demo`, created when tests begin.
    public static let sample = RoomSettings(id: .named("room"), name: .named("demo"), createdAt: .testStart)

    /// ``sample`` with some members changed.
    public static func sample(_ change: (inout RoomSettings) -> Void) -> RoomSettings {
        var settings = sample
        change(&settings)
        return settings
    }

    /// ``sample`` under another name.
    public static func sample(named name: String) -> RoomSettings {
        RoomSettings(id: .named("room"), name: .named(name), createdAt: .testStart)
    }
}
