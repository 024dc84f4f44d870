import Foundation
public import NIOSSL
public import Units

/// A certificate chain and key that were read and belong together.
public struct LoadedCertificate: Sendable {
    /// What connections are made with: TLS 1.2 and newer, HTTP/1.1 in ALPN.
    public let context: NIOSSLContext
    /// From when on the first certificate holds.
    public let notBefore: UnixTime
    /// Until when the first certificate holds.
    public let expiresAt: UnixTime

    /// Reads the files.
    ///
    /// A certificate that has expired is read like any other, because a call with a warning is better than none; ask ``warning(at:)``. Blocks, so not
    /// for an event loop. Throws ``TLSError``.
    public init(_ files: CertificateFiles) throws(TLSError) {
        let chain = try Self.chain(files.certificate)
        let key = try Self.key(files.key)
        guard let own = chain.first else { throw .badCertificate(path: files.certificate.plainPath) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            // Both were read, so what is left for BoringSSL to refuse is that they do not belong together.
            throw .keyMismatch(certificate: files.certificate.plainPath, key: files.key.plainPath)
        }
        notBefore = UnixTime(seconds: Int64(own.notValidBefore))
        expiresAt = UnixTime(seconds: Int64(own.notValidAfter))
    }

    /// What the operator should be told at `now`; `nil` when all is well.
    public func warning(at now: UnixTime) -> CertificateWarning? {
        if now < notBefore { return .notYetValid(from: notBefore) }
        if now >= expiresAt { return .expired(since: expiresAt) }
        if expiresAt - now < CertificateWarning.notice { return .expiresSoon(at: expiresAt) }
        return nil
    }

    private static func chain(_ file: URL) throws(TLSError) -> [NIOSSLCertificate] {
        let bytes = try file.bytes()
        guard let chain = try? NIOSSLCertificate.fromPEMBytes(bytes), !chain.isEmpty else { throw .badCertificate(path: file.plainPath) }
        return chain
    }

    private static func key(_ file: URL) throws(TLSError) -> NIOSSLPrivateKey {
        let bytes = try file.bytes()
        // An empty passphrase instead of none: BoringSSL would ask for one on the terminal.
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem, passphraseCallback: { $0("".utf8) }) else {
            throw .badKey(path: file.plainPath)
        }
        return key
    }
}

/// What the operator should know about a certificate that works.
public enum CertificateWarning: Sendable, Hashable {
    /// How long before the end ``expiresSoon(at:)`` begins.
    public static let notice = Duration.seconds(14 * 86_400)
    /// Clients refuse it until then.
    case notYetValid(from: UnixTime)
    /// Clients refuse it.
    case expired(since: UnixTime)
    /// It ends within ``notice``.
    case expiresSoon(at: UnixTime)
}

extension CertificateWarning: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notYetValid(let time): "The certificate is not valid before \(time.dayText)."
        case .expired(let time): "The certificate expired on \(time.dayText); browsers refuse it."
        case .expiresSoon(let time): "The certificate expires on \(time.dayText)."
        }
    }
}

extension UnixTime {
    fileprivate var dayText: String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601.year().month().day())
    }
}
