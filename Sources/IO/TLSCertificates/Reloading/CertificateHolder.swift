public import NIOSSL
import Synchronization

/// The certificate that new connections get.
///
/// Safe to use from any thread; connections that are open keep the one they began with.
public final class CertificateHolder: Sendable {
    private let certificate: Mutex<LoadedCertificate>

    /// Creates a holder of this certificate.
    public init(_ certificate: LoadedCertificate) {
        self.certificate = Mutex(certificate)
    }

    /// What a new connection is made with.
    public var context: NIOSSLContext { certificate.withLock { $0.context } }

    /// The certificate that is used now.
    public var current: LoadedCertificate { certificate.withLock { $0 } }

    /// Uses another certificate from now on.
    public func replace(with new: LoadedCertificate) {
        certificate.withLock { $0 = new }
    }
}
