import Addressing
import Foundation
import NIOSSL
import TLSCertificates
import Testing
import Units

@Suite struct `A self-signed certificate` {
    private let workshop: Workshop
    private let now = UnixTime(seconds: Int64(Date().timeIntervalSince1970))

    init() throws {
        workshop = try Workshop()
    }

    private func prepare(hostNames: [String] = [], addresses: [IPAddress] = [], now: UnixTime? = nil) throws -> CertificateFiles {
        try SelfSignedCertificate.prepare(
            in: workshop.directory.appending(path: "tls"),
            hostNames: hostNames,
            addresses: addresses,
            now: now ?? self.now
        )
    }

    @Test func `it is good for this machine's names and addresses`() throws {
        let address = try #require(IPAddress("192.0.2.7"))
        let files = try prepare(hostNames: ["Calls.Local", "not a name", ""], addresses: [address])
        let server = try LoadedCertificate(files).context
        let roots = try NIOSSLCertificate.fromPEMFile(files.certificate.path(percentEncoded: false))
        for host in ["localhost", "calls.local"] { try Handshake.run(server: server, roots: roots, host: host) }
        #expect(throws: (any Error).self) { try Handshake.run(server: server, roots: roots, host: "elsewhere.local") }
        let names = try #require(roots.first)._subjectAlternativeNames().map { Array($0.contents) }
        #expect(names.contains([127, 0, 0, 1]))
        #expect(names.contains(Array(repeating: 0, count: 15) + [1]))
        #expect(names.contains([192, 0, 2, 7]))
        #expect(names.count == 5)
    }

    @Test func `its key is for the owner only`() throws {
        _ = try prepare()
        #expect(try workshop.mode(of: "tls") == 0o700)
        #expect(try workshop.mode(of: "tls/self-signed.key") == 0o600)
    }

    @Test func `it is kept from start to start`() throws {
        let files = try prepare(hostNames: ["calls.local"])
        let first = try Data(contentsOf: files.certificate)
        #expect(try Data(contentsOf: prepare(hostNames: ["calls.local"], now: now + .seconds(300 * 86_400)).certificate) == first)
        // A name less is no reason to make people accept a new one.
        #expect(try Data(contentsOf: prepare().certificate) == first)
    }

    @Test func `it is made anew 30 days before its end`() throws {
        let first = try Data(contentsOf: prepare().certificate)
        #expect(try Data(contentsOf: prepare(now: now + .seconds(334 * 86_400)).certificate) == first)
        #expect(try Data(contentsOf: prepare(now: now + .seconds(336 * 86_400)).certificate) != first)
    }

    @Test func `it is made anew when a name is missing, or a file is damaged`() throws {
        let files = try prepare()
        let first = try Data(contentsOf: files.certificate)
        let second = try Data(contentsOf: prepare(addresses: [try #require(IPAddress("192.0.2.8"))]).certificate)
        #expect(second != first)
        try Data("nonsense".utf8).write(to: files.key)
        let third = try Data(contentsOf: prepare().certificate)
        #expect(third != second)
        try FileManager.default.removeItem(at: files.certificate)
        _ = try LoadedCertificate(prepare())
    }

    @Test func `a directory that cannot be made is an error`() throws {
        try Data().write(to: workshop.directory.appending(path: "file"))
        #expect(throws: TLSError.self) {
            try SelfSignedCertificate.prepare(in: workshop.directory.appending(path: "file/tls"), now: now)
        }
    }
}
