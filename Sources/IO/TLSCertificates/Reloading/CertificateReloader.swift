public import Logging
public import ServiceLifecycle
import Synchronization

/// Looks every few seconds whether the files have changed, and gives the new certificate to new connections.
///
/// Files that cannot be used are logged once, and the old certificate stays. So does a pair of which only one half was written yet.
public final class CertificateReloader: Service {
    /// What one look found.
    public enum Outcome: Sendable, Equatable {
        /// Nothing changed.
        case unchanged
        /// New connections get the new certificate.
        case reloaded
        /// The new files cannot be used; the old certificate stays.
        case refused(TLSError)
    }

    private let files: CertificateFiles
    private let holder: CertificateHolder
    private let interval: Duration
    private let logger: Logger
    private let seen: Mutex<[FileFingerprint]>

    /// Creates a service that watches the files that `holder` was filled from.
    public init(files: CertificateFiles, holder: CertificateHolder, interval: Duration = .seconds(5), logger: Logger) {
        self.files = files
        self.holder = holder
        self.interval = interval
        self.logger = logger
        self.seen = Mutex(files.fingerprints)
    }

    /// Looks until the task is cancelled or the service is told to stop.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: self.interval)
                } catch {
                    return  // cancelled
                }
                self.check()
            }
        }
    }

    /// Looks once.
    @discardableResult
    public func check() -> Outcome {
        let now = files.fingerprints
        let isNew = seen.withLock { seen in
            defer { seen = now }
            return seen != now
        }
        guard isNew else { return .unchanged }
        do throws(TLSError) {
            holder.replace(with: try LoadedCertificate(files))
            logger.info("The new certificate is in use.")
            return .reloaded
        } catch {
            logger.error(
                "The changed certificate cannot be used; the old one stays.",
                metadata: ["code": "\(error.code)", "reason": "\(error)"]
            )
            return .refused(error)
        }
    }
}

extension CertificateFiles {
    fileprivate var fingerprints: [FileFingerprint] { [FileFingerprint(certificate), FileFingerprint(key)] }
}
