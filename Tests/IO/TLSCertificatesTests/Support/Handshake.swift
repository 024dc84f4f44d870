import NIOCore
import NIOEmbedded
import NIOSSL
import NIOTLS

/// A TLS handshake in memory.
enum Handshake {
    /// Connects a client that trusts `roots` only; throws what either side has against it.
    static func run(server: NIOSSLContext, roots: [NIOSSLCertificate], host: String, maximumVersion: TLSVersion? = nil) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(roots)
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = maximumVersion
        let client = try NIOSSLContext(configuration: configuration)
        let ends = (client: EmbeddedChannel(), server: EmbeddedChannel())
        let done = Done()
        try ends.client.pipeline.syncOperations.addHandlers([NIOSSLClientHandler(context: client, serverHostname: host), done])
        try ends.server.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: server))
        try ends.client.connect(to: SocketAddress(unixDomainSocketPath: "/client")).wait()
        try ends.server.connect(to: SocketAddress(unixDomainSocketPath: "/server")).wait()
        // A TLS end waits for the other's farewell; here it waits no real time.
        defer {
            for end in [ends.client, ends.server] {
                end.close(promise: nil)
                end.embeddedEventLoop.advanceTime(by: .seconds(60))
            }
        }
        var isBusy = true
        while isBusy {
            isBusy = false
            while let bytes = try ends.client.readOutbound(as: ByteBuffer.self) {
                try ends.server.writeInbound(bytes)
                isBusy = true
            }
            while let bytes = try ends.server.readOutbound(as: ByteBuffer.self) {
                try ends.client.writeInbound(bytes)
                isBusy = true
            }
        }
        if !done.isDone { throw Unfinished() }
    }

    struct Unfinished: Error {}

    private final class Done: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var isDone = false

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted? = event as? TLSUserEvent { isDone = true }
        }
    }
}
