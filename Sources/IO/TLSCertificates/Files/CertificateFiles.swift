public import Foundation

/// Where a certificate chain and its key are.
public struct CertificateFiles: Sendable, Hashable {
    /// The chain in PEM, the server's own certificate first.
    public var certificate: URL
    /// The private key in PEM, without a passphrase.
    public var key: URL

    /// Names two files.
    public init(certificate: URL, key: URL) {
        self.certificate = certificate
        self.key = key
    }
}
