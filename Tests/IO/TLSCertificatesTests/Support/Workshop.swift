import Crypto
import Foundation
import Logging
import NIOSSL
import SwiftASN1
import TLSCertificates
import Units
import X509

extension UnixTime {
    /// 2026-01-01.
    static let start = UnixTime(seconds: 1_767_225_600)
}

/// A directory that is deleted in the end, with certificates made to measure.
final class Workshop {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "saleflow-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    var files: CertificateFiles {
        CertificateFiles(certificate: directory.appending(path: "chain.pem"), key: directory.appending(path: "key.pem"))
    }

    /// A certificate for `name.example` and its key, in PEM.
    static func pair(name: String, from start: UnixTime = .start, for life: Duration = .seconds(90 * 86_400)) throws -> (
        certificate: String, key: String
    ) {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName(name) }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: Double(start.seconds)),
            notValidAfter: Date(timeIntervalSince1970: Double((start + life).seconds)),
            issuer: subject,
            subject: subject,
            extensions: Certificate.Extensions { SubjectAlternativeNames([.dnsName("\(name).example")]) },
            issuerPrivateKey: .init(key)
        )
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }

    func write(_ pair: (certificate: String, key: String)) throws {
        try Data(pair.certificate.utf8).write(to: files.certificate)
        try Data(pair.key.utf8).write(to: files.key)
    }

    /// The permission bits of a file inside.
    func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.appending(path: path).path(percentEncoded: false))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}
