import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// Decides on a connection's first request what the connection becomes, makes it that, and leaves the pipeline.
///
/// NIO's typed upgrade pipeline would do this too, but it loses a request whose upgrade is refused, so that a foreign page would get
/// a closed connection instead of an answer. The upgrade itself is NIO's.
final class FirstRequestRouter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What a connection becomes.
    enum Outcome: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case webSocket
    }

    private let encoder: HTTPResponseEncoder
    private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    private let outcome: EventLoopPromise<Outcome>
    private let isWebSocket: (HTTPRequestHead) -> Bool
    private let maximumFrameByteCount: Int
    private let becomeHTTP: (any Channel) throws -> Outcome
    private let becomeWebSocket: (any Channel) throws -> Void
    private var isDecided = false

    init(
        encoder: HTTPResponseEncoder,
        decoder: ByteToMessageHandler<HTTPRequestDecoder>,
        outcome: EventLoopPromise<Outcome>,
        maximumFrameByteCount: Int,
        isWebSocket: @escaping (HTTPRequestHead) -> Bool,
        becomeHTTP: @escaping (any Channel) throws -> Outcome,
        becomeWebSocket: @escaping (any Channel) throws -> Void
    ) {
        self.encoder = encoder
        self.decoder = decoder
        self.outcome = outcome
        self.maximumFrameByteCount = maximumFrameByteCount
        self.isWebSocket = isWebSocket
        self.becomeHTTP = becomeHTTP
        self.becomeWebSocket = becomeWebSocket
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = Self.unwrapInboundIn(data), !isDecided else {
            // Not reached: a decoder begins with a head, and after it this handler is gone.
            return context.fireChannelRead(data)
        }
        isDecided = true
        do {
            if head.isWebSocketUpgrade, isWebSocket(head) {
                try context.pipeline.syncOperations.addHandler(upgradeHandler(on: context.channel), position: .after(self))
            } else {
                outcome.succeed(try becomeHTTP(context.channel))
            }
        } catch {
            return fail(error, context)
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // No request could be read, so there is nobody yet to answer it but us (RFC 9112 §2.2).
        let fields: HTTPHeaders = ["content-length": "0", "connection": "close"]
        let response = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: fields)
        context.write(Self.wrapOutboundOut(.head(response)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        fail(error, context)
    }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        isDecided = true
        outcome.fail(error)
        context.close(promise: nil)
    }

    private func upgradeHandler(on channel: any Channel) -> HTTPServerUpgradeHandler {
        // Confined to the loop like everything here; the upgrader's closures are not, as far as the compiler sees.
        let bound = NIOLoopBound((outcome, becomeWebSocket), eventLoop: channel.eventLoop)
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: maximumFrameByteCount,
            automaticErrorHandling: false,
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    let (outcome, becomeWebSocket) = bound.value
                    try becomeWebSocket(channel)
                    outcome.succeed(.webSocket)
                }
            }
        )
        return HTTPServerUpgradeHandler(
            upgraders: [upgrader],
            httpEncoder: encoder,
            extraHTTPHandlers: [decoder],
            upgradeCompletionHandler: { _ in }
        )
    }
}

extension HTTPRequestHead {
    /// Whether this asks for a WebSocket as RFC 6455 §4.2.1 wants it; what passes here is not refused by the upgrade.
    var isWebSocketUpgrade: Bool {
        guard method == .GET, version == .http1_1 else { return false }
        let words = { (name: String) in headers[canonicalForm: name].map { $0.lowercased() } }
        return words("upgrade").contains("websocket") && words("connection").contains("upgrade")
            && headers["sec-websocket-version"] == ["13"] && headers["sec-websocket-key"].count == 1
    }
}
