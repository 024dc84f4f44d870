public import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside the request itself.
public struct APIContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The IP address at the other end of the connection.
    let peerAddress: String?

    public init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.peerAddress = source.channel.remoteAddress?.ipAddress
    }

    /// Creates a context without a connection.
    init(logger: Logger, peerAddress: String?) {
        self.coreContext = CoreRequestContextStorage(source: UnconnectedSource(logger: logger))
        self.peerAddress = peerAddress
    }
}

private struct UnconnectedSource: RequestContextSource {
    let logger: Logger
}
