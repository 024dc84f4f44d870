/// Why a certificate cannot be used.
public enum TLSError: Error, Sendable, Equatable {
    /// There is no file at this path.
    case missingFile(path: String)
    /// The file cannot be read.
    case unreadableFile(path: String)
    /// The file holds no certificate in PEM.
    case badCertificate(path: String)
    /// The file holds no private key in PEM, or one that needs a passphrase.
    case badKey(path: String)
    /// The key does not belong to the first certificate.
    case keyMismatch(certificate: String, key: String)
    /// The file or the directory cannot be written.
    case unwritable(path: String)
    /// A certificate of our own could not be made.
    case generationFailed(reason: String)

    /// A stable code.
    public var code: String {
        switch self {
        case .missingFile: "tls_missing_file"
        case .unreadableFile: "tls_unreadable_file"
        case .badCertificate: "tls_bad_certificate"
        case .badKey: "tls_bad_key"
        case .keyMismatch: "tls_key_mismatch"
        case .unwritable: "tls_unwritable"
        case .generationFailed: "tls_generation_failed"
        }
    }
}

extension TLSError: CustomStringConvertible {
    /// One sentence for the operator.
    public var description: String {
        switch self {
        case .missingFile(let path): "There is no file \(path)."
        case .unreadableFile(let path): "The file \(path) cannot be read; check its permissions."
        case .badCertificate(let path): "The file \(path) holds no certificate chain in PEM."
        case .badKey(let path): "The file \(path) holds no private key in PEM without a passphrase."
        case .keyMismatch(let certificate, let key): "The key in \(key) does not belong to the first certificate in \(certificate)."
        case .unwritable(let path): "\(path) cannot be written."
        case .generationFailed(let reason): "No self-signed certificate could be made: \(reason)."
        }
    }
}
