import Access
import RoomModel
import Rooms

/// A server that listens.
public struct ReadyServer: Sendable {
    /// Links to a room that was made for a trial.
    public struct DemoLinks: Sendable {
        /// For whoever runs the meeting.
        public let host: String
        /// To send to others.
        public let guest: String
    }

    /// How a browser on this machine reaches it.
    public let url: String
    private let meetings: Meetings

    init(settings: Settings, port: Int, meetings: Meetings) {
        let scheme = settings.tls == .off ? "http" : "https"
        // Browsers give cameras to `localhost`, not to other names without TLS.
        let isLocal = settings.httpHost.hasPrefix("127.") || settings.httpHost == "0.0.0.0" || settings.httpHost.contains(":")
        self.url = settings.publicURL ?? "\(scheme)://\(isLocal ? "localhost" : settings.httpHost):\(port)"
        self.meetings = meetings
    }

    /// Makes a room to try things out in.
    public func makeDemoRoom() async throws -> DemoLinks {
        let meeting = try await meetings.create(title: "Demo", at: Clocks.wall())
        let room = "\(url)/r/\(meeting.room.name)"
        return DemoLinks(host: "\(room)#i=\(meeting.hostCode.text)", guest: "\(room)#i=\(meeting.guestCode.text)")
    }
}
