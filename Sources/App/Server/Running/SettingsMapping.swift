import Foundation
import HTTPAPI
import NIOCore
import Units
import WebSockets

/// The settings in the words of the parts that are made from them.
extension Settings {
    var api: APISettings {
        APISettings(
            version: SaleFlowServer.version,
            publicURL: publicURL,
            isTLS: tls != .off,
            allowedOrigins: allowedOrigins,
            embedOrigins: embedOrigins,
            opensRooms: rooms.isOpen,
            meetingCreation: apiMeetingCreation,
            webRoot: webRoot,
            trustedProxies: trustedProxies
        )
    }

    private var apiMeetingCreation: HTTPAPI.MeetingCreation {
        switch meetingCreation {
        case .open: .open
        case .key(let key): .key(key)
        case .off: .off
        }
    }

    var webSocketLimits: WebSocketLimits {
        var limits = WebSocketLimits()
        limits.pingInterval = .nanoseconds(signaling.pingInterval.wholeNanoseconds)
        limits.pingTimeout = .nanoseconds(signaling.pingTimeout.wholeNanoseconds)
        limits.connectionCount = signaling.maximumConnections
        limits.connectionCountPerAddress = signaling.maximumConnectionsPerAddress
        return limits
    }

    /// As many as the cores that this process may use, which a container or `taskset` may have narrowed.
    var eventLoopCount: Int {
        threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    }
}
