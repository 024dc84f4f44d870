public import Addressing
import Crypto
public import Foundation
import SwiftASN1
public import Units
import X509

/// A certificate that this server makes for itself, for a trial on a local network.
///
/// Browsers warn of it.
public enum SelfSignedCertificate {
    /// How long one holds.
    public static let lifetime = Duration.seconds(365 * 86_400)
    /// How long before its end a new one is made.
    public static let renewal = Duration.seconds(30 * 86_400)

    /// The certificate's files in `directory`, made if they are missing, damaged, about to end, or lack one of the names.
    ///
    /// The certificate is for `localhost`, `127.0.0.1`, `::1` and the given host names and addresses. The directory is for the owner only (0700), and
    /// so is the key (0600). Throws ``TLSError``.
    public static func prepare(
        in directory: URL,
        hostNames: [String] = [],
        addresses: [IPAddress] = [],
        now: UnixTime
    ) throws(TLSError) -> CertificateFiles {
        let files = CertificateFiles(
            certificate: directory.appending(path: "self-signed.crt"),
            key: directory.appending(path: "self-signed.key")
        )
        let names = SubjectNames(hostNames: hostNames, addresses: addresses)
        if isGood(files, names: names, at: now) { return files }
        let pair = try make(names: names, now: now)
        do {
            try FileManager.default.createDirectory(
                at: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .unwritable(path: directory.plainPath)
        }
        // Should we be stopped in between, the halves do not match and are made anew at the next start.
        try write(pair.key, to: files.key, mode: 0o600)
        try write(pair.certificate, to: files.certificate, mode: 0o644)
        return files
    }

    private static func isGood(_ files: CertificateFiles, names: SubjectNames, at now: UnixTime) -> Bool {
        guard let loaded = try? LoadedCertificate(files), now >= loaded.notBefore, now + renewal < loaded.expiresAt else { return false }
        guard let bytes = try? files.certificate.bytes() else { return false }
        guard let certificate = try? Certificate(pemEncoded: String(decoding: bytes, as: UTF8.self)) else { return false }
        let known = (try? certificate.extensions.subjectAlternativeNames).flatMap { $0 }.map(Set.init) ?? []
        return known.isSuperset(of: names.generalNames)
    }

    private static func make(names: SubjectNames, now: UnixTime) throws(TLSError) -> (certificate: String, key: String) {
        do {
            let key = P256.Signing.PrivateKey()
            let name = try DistinguishedName {
                CommonName("SaleFlow Calls")
            }
            let certificate = try Certificate(
                version: .v3,
                serialNumber: Certificate.SerialNumber(),
                publicKey: .init(key.publicKey),
                // Another machine's clock may be a little behind.
                notValidBefore: Date(timeIntervalSince1970: Double((now + .seconds(-3600)).seconds)),
                notValidAfter: Date(timeIntervalSince1970: Double((now + lifetime).seconds)),
                issuer: name,
                subject: name,
                // No key usage: with one that does not sign certificates, a client that is told to trust this very certificate still refuses it.
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    try ExtendedKeyUsage([.serverAuth])
                    SubjectAlternativeNames(names.generalNames)
                },
                issuerPrivateKey: .init(key)
            )
            return (try certificate.serializeAsPEM().pemString + "\n", key.pemRepresentation + "\n")
        } catch {
            throw .generationFailed(reason: String(describing: error))
        }
    }

    /// Writes beside the file and renames, with the mode set before there is anything to read.
    private static func write(_ text: String, to file: URL, mode: Int) throws(TLSError) {
        let manager = FileManager.default
        let draft = file.appendingPathExtension("new")
        do {
            try? manager.removeItem(at: draft)  // left by a start that was stopped
            guard manager.createFile(atPath: draft.plainPath, contents: Data(text.utf8), attributes: [.posixPermissions: mode]) else {
                throw TLSError.unwritable(path: file.plainPath)
            }
            if manager.fileExists(atPath: file.plainPath) { try manager.removeItem(at: file) }
            try manager.moveItem(at: draft, to: file)
        } catch {
            throw .unwritable(path: file.plainPath)
        }
    }
}
