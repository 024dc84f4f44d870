public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// What a new connection is told apart by.
public struct ConnectionInfo: Sendable, Hashable {
    /// The peer's address without its port; empty when unknown.
    public var address: String
}

/// One port for HTTP and for the WebSocket at one path.
///
/// Plugs into Hummingbird's server in place of its own HTTP/1 channel.
public struct SignalingServerChannel: HTTPChannelHandler {
    /// A connection whose first request decides what it becomes.
    public struct Value: ServerChildChannelValue {
        public let channel: any Channel
        let outcome: EventLoopFuture<FirstRequestRouter.Outcome>
    }

    /// What the channel needs from its surroundings.
    public struct Environment: Sendable {
        /// The path of the WebSocket.
        public var path: String
        /// The limits of connections and messages.
        public var limits: WebSocketLimits
        /// Whether a page of this `Origin` may connect to this `Host`; both as the client sent them.
        public var isOriginAllowed: @Sendable (_ origin: String?, _ host: String?) -> Bool
        /// Whether this address speaks for many people, such as a trusted proxy's.
        public var isProxy: @Sendable (String) -> Bool
        /// Adds TLS to a new connection; `nil` for plain TCP.
        public var secure: (@Sendable (any Channel) throws -> Void)?
        /// Makes the session of a new WebSocket, on its event loop.
        public var makeSession: @Sendable (WebSocketOutlet, ConnectionInfo) -> any WebSocketSession

        /// Creates an environment.
        public init(
            path: String,
            limits: WebSocketLimits,
            isOriginAllowed: @escaping @Sendable (_ origin: String?, _ host: String?) -> Bool,
            isProxy: @escaping @Sendable (String) -> Bool,
            secure: (@Sendable (any Channel) throws -> Void)?,
            makeSession: @escaping @Sendable (WebSocketOutlet, ConnectionInfo) -> any WebSocketSession
        ) {
            self.path = path
            self.limits = limits
            self.isOriginAllowed = isOriginAllowed
            self.isProxy = isProxy
            self.secure = secure
            self.makeSession = makeSession
        }
    }

    public let responder: Responder
    private let environment: Environment
    private let loops: WebSocketLoops
    private let counter: ConnectionCounter
    private let limits: SharedLimits

    /// Creates the channel; `loops` are those of the group that the server runs on.
    public init(responder: @escaping Responder, environment: Environment, loops: WebSocketLoops) {
        self.responder = responder
        self.environment = environment
        self.loops = loops
        self.counter = ConnectionCounter(limits: environment.limits, isExempt: environment.isProxy)
        self.limits = SharedLimits(environment.limits)
    }

    /// Prepares a new connection.
    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let address = channel.remoteAddress?.ipAddress ?? ""
        guard counter.enter(address) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        let outcome = channel.eventLoop.makePromise(of: FirstRequestRouter.Outcome.self)
        channel.closeFuture.whenComplete { _ in
            counter.leave(address)
            // Whatever the connection was about to become: somebody waits for it. Does nothing when it became it.
            outcome.fail(ChannelError.ioOnClosedChannel)
        }
        return channel.eventLoop.makeCompletedFuture {
            try environment.secure?(channel)
            try addFirstHandlers(to: channel, address: address, outcome: outcome, logger: logger)
            return Value(channel: channel, outcome: outcome.futureResult)
        }
    }

    /// Serves HTTP until the connection ends.
    ///
    /// A WebSocket needs nobody to wait for it: it lives on its event loop.
    public func handle(value: Value, logger: Logger) async {
        guard let outcome = try? await value.outcome.get() else { return }
        switch outcome {
        case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
        case .webSocket: break
        }
    }

    private func addFirstHandlers(
        to channel: any Channel,
        address: String,
        outcome: EventLoopPromise<FirstRequestRouter.Outcome>,
        logger: Logger
    ) throws {
        let deadline = FirstRequestDeadline(timeout: environment.limits.firstRequestTimeout)
        // The types of Hummingbird's responses are validated already, so the encoder need not look again.
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: Self.headLimits)
        )
        let router = FirstRequestRouter(
            encoder: encoder,
            decoder: decoder,
            outcome: outcome,
            maximumFrameByteCount: environment.limits.messageByteCount,
            isWebSocket: isWebSocket,
            becomeHTTP: { try becomeHTTP($0, logger: logger) },
            becomeWebSocket: { try becomeWebSocket($0, address: address) }
        )
        try channel.pipeline.syncOperations.addHandlers([deadline, encoder, decoder, router])
        let bound = NIOLoopBound(deadline, eventLoop: channel.eventLoop)
        outcome.futureResult.whenComplete { _ in
            channel.pipeline.syncOperations.removeHandler(bound.value, promise: nil)
        }
    }

    private static let headLimits: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 16 * 1024
        limits.maxHeaderListSize = 32 * 1024
        limits.maxHeaderFieldCount = 100
        return limits
    }()

    private func isWebSocket(_ head: HTTPRequestHead) -> Bool {
        head.uri.prefix { $0 != "?" } == environment.path
            && environment.isOriginAllowed(head.headers.first(name: "origin"), head.headers.first(name: "host"))
    }

    private func becomeHTTP(_ channel: any Channel, logger: Logger) throws -> FirstRequestRouter.Outcome {
        try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: environment.secure != nil))
        try channel.pipeline.syncOperations.addHandler(HTTPConnectionStateHandler(idleTimeout: .seconds(60), logger: logger))
        return .http(
            try NIOAsyncChannel(wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        )
    }

    private func becomeWebSocket(_ channel: any Channel, address: String) throws {
        let handler = WebSocketHandler(turn: try loops.turn(of: channel.eventLoop), limits: limits)
        try channel.syncOptions?.setOption(
            .writeBufferWaterMark,
            value: .init(low: environment.limits.outboundByteCount / 2, high: environment.limits.outboundByteCount)
        )
        let outlet = WebSocketOutlet(NIOLoopBound(handler, eventLoop: channel.eventLoop))
        // Before the session: a connection that just closed takes no handler, and then nobody would tell the session.
        try channel.pipeline.syncOperations.addHandler(handler)
        handler.attach(environment.makeSession(outlet, ConnectionInfo(address: address)))
    }
}

/// The event loops that WebSockets run on, each with what its connections share.
public struct WebSocketLoops: Sendable {
    private let turns: [ObjectIdentifier: NIOLoopBound<LoopTurn>]

    /// Prepares every loop of `group`.
    public init(group: any EventLoopGroup) async throws {
        var turns: [NIOLoopBound<LoopTurn>] = []
        for eventLoop in group.makeIterator() {
            let turn = try await eventLoop.submit {
                let turn = LoopTurn(eventLoop: eventLoop)
                turn.start()
                return NIOLoopBound(turn, eventLoop: eventLoop)
            }.get()
            turns.append(turn)
        }
        self.init(turns)
    }

    init(_ turns: [NIOLoopBound<LoopTurn>]) {
        self.turns = Dictionary(turns.map { (ObjectIdentifier($0.eventLoop), $0) }) { first, _ in first }
    }

    func turn(of eventLoop: any EventLoop) throws -> LoopTurn {
        guard let bound = turns[ObjectIdentifier(eventLoop)] else { throw ChannelError.operationUnsupported }
        return bound.value
    }

    /// Ends the heartbeats; the loops may be shut down afterwards.
    public func stop() async throws {
        for bound in turns.values {
            try await bound.eventLoop.submit { bound.value.stop() }.get()
        }
    }
}
