import Addressing
import Foundation
import Logging
import NIOCore
import NIOSSL
import TLSCertificates

/// The certificate of new connections: from files or self-made, read again when it changes.
struct TLSSource: Sendable {
    let reloader: CertificateReloader
    private let holder: CertificateHolder

    /// `nil` when TLS is off.
    init?(settings: Settings, logger: Logger) throws {
        let files: CertificateFiles
        switch settings.tls {
        case .off:
            return nil
        case .files(let certificate, let key):
            files = CertificateFiles(certificate: URL(filePath: certificate), key: URL(filePath: key))
        case .selfSigned:
            files = try SelfSignedCertificate.prepare(
                in: URL(filePath: settings.dataDirectory).appending(path: "tls"),
                hostNames: [ProcessInfo.processInfo.hostName],
                addresses: try Self.localAddresses(),
                now: Clocks.wall()
            )
        }
        let certificate = try LoadedCertificate(files)
        if let warning = certificate.warning(at: Clocks.wall()) { logger.warning("\(warning)") }
        holder = CertificateHolder(certificate)
        reloader = CertificateReloader(files: files, holder: holder, logger: logger)
    }

    /// Adds TLS to a new connection.
    func secure(_ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: holder.context))
    }

    /// The addresses under which others in the same network reach this machine.
    private static func localAddresses() throws -> [IPAddress] {
        try System.enumerateDevices().compactMap { device in
            guard let address = device.address?.ipAddress.flatMap({ IPAddress($0) }) else { return nil }
            return address.isLoopback || address.isUnspecified ? nil : address
        }
    }
}
