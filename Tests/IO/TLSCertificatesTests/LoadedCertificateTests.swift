import Foundation
import NIOSSL
import TLSCertificates
import Testing
import Units

@Suite struct `Reading certificate files` {
    private let workshop: Workshop

    init() throws {
        workshop = try Workshop()
    }

    @Test func `a pair that belongs together makes connections for its name only`() throws {
        let pair = try Workshop.pair(name: "calls", from: UnixTime(seconds: Int64(Date().timeIntervalSince1970) - 60))
        try workshop.write(pair)
        let loaded = try LoadedCertificate(workshop.files)
        let roots = try NIOSSLCertificate.fromPEMBytes(Array(pair.certificate.utf8))
        try Handshake.run(server: loaded.context, roots: roots, host: "calls.example")
        #expect(throws: (any Error).self) { try Handshake.run(server: loaded.context, roots: roots, host: "other.example") }
    }

    @Test func `TLS older than 1.2 is refused`() throws {
        let pair = try Workshop.pair(name: "calls", from: UnixTime(seconds: Int64(Date().timeIntervalSince1970) - 60))
        try workshop.write(pair)
        let loaded = try LoadedCertificate(workshop.files)
        let roots = try NIOSSLCertificate.fromPEMBytes(Array(pair.certificate.utf8))
        try Handshake.run(server: loaded.context, roots: roots, host: "calls.example", maximumVersion: .tlsv12)
        for version in [TLSVersion.tlsv1, .tlsv11] {
            #expect(throws: (any Error).self) {
                try Handshake.run(server: loaded.context, roots: roots, host: "calls.example", maximumVersion: version)
            }
        }
    }

    @Test func `a missing file is named`() throws {
        let files = workshop.files
        #expect(throws: TLSError.missingFile(path: files.certificate.path(percentEncoded: false))) { try LoadedCertificate(files) }
        try Data(Workshop.pair(name: "a").certificate.utf8).write(to: files.certificate)
        #expect(throws: TLSError.missingFile(path: files.key.path(percentEncoded: false))) { try LoadedCertificate(files) }
    }

    @Test(arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----"])
    func `a file without a certificate is refused`(text: String) throws {
        try workshop.write((certificate: text, key: Workshop.pair(name: "a").key))
        #expect(throws: TLSError.badCertificate(path: workshop.files.certificate.path(percentEncoded: false))) {
            try LoadedCertificate(workshop.files)
        }
    }

    @Test(arguments: ["", "hello", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", lockedKey])
    func `a file without a key, or with one that needs a passphrase, is refused`(text: String) throws {
        try workshop.write((certificate: Workshop.pair(name: "a").certificate, key: text))
        #expect(throws: TLSError.badKey(path: workshop.files.key.path(percentEncoded: false))) { try LoadedCertificate(workshop.files) }
    }

    @Test func `a key of another certificate is refused`() throws {
        try workshop.write((certificate: Workshop.pair(name: "a").certificate, key: Workshop.pair(name: "b").key))
        let files = workshop.files
        let error = TLSError.keyMismatch(
            certificate: files.certificate.path(percentEncoded: false),
            key: files.key.path(percentEncoded: false)
        )
        #expect(throws: error) { try LoadedCertificate(files) }
    }

    @Test func `a certificate outside its time is read, with a warning`() throws {
        try workshop.write(Workshop.pair(name: "a", from: .start, for: .seconds(90 * 86_400)))
        let loaded = try LoadedCertificate(workshop.files)
        let end = UnixTime.start + .seconds(90 * 86_400)
        #expect(loaded.notBefore == .start)
        #expect(loaded.expiresAt == end)
        #expect(loaded.warning(at: .start + .milliseconds(-1)) == .notYetValid(from: .start))
        #expect(loaded.warning(at: .start) == nil)
        #expect(loaded.warning(at: end + .seconds(-14 * 86_400)) == nil)
        #expect(loaded.warning(at: end + .seconds(-14 * 86_400 + 1)) == .expiresSoon(at: end))
        #expect(loaded.warning(at: end) == .expired(since: end))
        #expect("\(CertificateWarning.expired(since: end))".contains("2026-04-01"))
    }

    @Test func `every error has a code of its own and a sentence that names the file`() {
        let errors: [TLSError] = [
            .missingFile(path: "/f"), .unreadableFile(path: "/f"), .badCertificate(path: "/f"), .badKey(path: "/f"),
            .keyMismatch(certificate: "/f", key: "/k"), .unwritable(path: "/f"), .generationFailed(reason: "/f"),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        for error in errors { #expect("\(error)".contains("/f") && "\(error)".hasSuffix(".")) }
    }
}

/// A key with the passphrase "secret".
private let lockedKey = """
    -----BEGIN ENCRYPTED PRIVATE KEY-----
    MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhbaoMJam53KwICCAAw
    DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEP16WJXApe2STSuUjCrOGBwEgZAc
    Wjd854RbC3Wdp3FPuGlhL3ePjXLdD+AJdNUJOqAbgYIBWrORSSgfN/gA8kLihV3n
    slRXX8IFqfrci6R8vYufk6VBOJH8k8umdFe+xyiOesPgGylDnqBSzIwV2oY8bS0s
    OdgHdiIq389+EdgBd/fuNZGm4EB5osvY3RW/0ZJM3voEvjWkD87o7tDfB/MP8Ek=
    -----END ENCRYPTED PRIVATE KEY-----

    """
