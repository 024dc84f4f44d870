import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import TLSCertificates
import Testing

@Suite struct `Reloading a certificate` {
    private let workshop: Workshop
    private let holder: CertificateHolder
    private let reloader: CertificateReloader

    init() throws {
        workshop = try Workshop()
        try workshop.write(Workshop.pair(name: "first"))
        holder = CertificateHolder(try LoadedCertificate(workshop.files))
        reloader = CertificateReloader(
            files: workshop.files,
            holder: holder,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `files that did not change are not read again`() {
        let context = holder.context
        #expect(reloader.check() == .unchanged)
        #expect(holder.context === context)
    }

    @Test func `new files are used for new connections`() throws {
        let old = holder.context
        try workshop.write(Workshop.pair(name: "second"))
        #expect(reloader.check() == .reloaded)
        #expect(holder.context !== old)
        #expect(reloader.check() == .unchanged)
    }

    @Test func `bad files are refused once, and the old certificate stays`() throws {
        let old = holder.context
        try Data("nonsense".utf8).write(to: workshop.files.certificate)
        #expect(reloader.check() == .refused(.badCertificate(path: workshop.files.certificate.path(percentEncoded: false))))
        #expect(reloader.check() == .unchanged)
        #expect(holder.context === old)
        try FileManager.default.removeItem(at: workshop.files.certificate)
        #expect(reloader.check() == .refused(.missingFile(path: workshop.files.certificate.path(percentEncoded: false))))
        #expect(holder.context === old)
        try workshop.write(Workshop.pair(name: "third"))
        #expect(reloader.check() == .reloaded)
    }

    @Test func `a look between the two halves of a change does no harm`() throws {
        let old = holder.context
        let pair = try Workshop.pair(name: "second")
        try Data(pair.certificate.utf8).write(to: workshop.files.certificate)
        guard case .refused(.keyMismatch) = reloader.check() else {
            Issue.record("half a change was taken")
            return
        }
        #expect(holder.context === old)
        try Data(pair.key.utf8).write(to: workshop.files.key)
        #expect(reloader.check() == .reloaded)
    }

    @Test func `a link that is set to another file is a change`() throws {
        let manager = FileManager.default
        let pair = try Workshop.pair(name: "second")
        let links = CertificateFiles(
            certificate: workshop.directory.appending(path: "live.crt"),
            key: workshop.directory.appending(path: "live.key")
        )
        try manager.createSymbolicLink(at: links.certificate, withDestinationURL: workshop.files.certificate)
        try manager.createSymbolicLink(at: links.key, withDestinationURL: workshop.files.key)
        let reloader = CertificateReloader(files: links, holder: holder, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        #expect(reloader.check() == .unchanged)
        for (link, text) in [(links.certificate, pair.certificate), (links.key, pair.key)] {
            let target = link.appendingPathExtension("2")
            try Data(text.utf8).write(to: target)
            try manager.removeItem(at: link)
            try manager.createSymbolicLink(at: link, withDestinationURL: target)
        }
        #expect(reloader.check() == .reloaded)
    }

    @Test func `the service ends when it is cancelled`() async throws {
        let task = Task { [reloader] in try await reloader.run() }
        task.cancel()
        try await task.value
    }
}
