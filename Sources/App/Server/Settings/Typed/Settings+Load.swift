import Access
import Addressing
public import Foundation
import Logging

extension Settings {
    /// The key of `--dev`; its secret is ``developmentSecret``.
    public static let developmentKey = "devkey"
    /// Known to everybody, hence only for a server that nobody else can reach.
    public static let developmentSecret = "devsecret-devsecret-devsecret-0000"

    /// Reads the settings: flags count over `SALEFLOW_*` variables, those over the file that `--config` or `SALEFLOW_CONFIG` names, that over the
    /// defaults.
    ///
    /// Throws ``SettingsError`` with everything that is wrong.
    public static func load(
        flags: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(SettingsError) -> Settings {
        try Settings(checking: effective(flags: flags, environment: environment))
    }

    /// Reads the settings without asking whether the server could start with them: what is wrong stands in the result's `problems`.
    public static func effective(
        flags: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> EffectiveSettings {
        SettingsLoader.load(flags: flags, environment: environment)
    }

    init(checking given: EffectiveSettings) throws(SettingsError) {
        var effective = given
        httpHost = effective.text(.httpHost) ?? ""
        httpPort = effective.integer(.httpPort)
        publicURL = effective.text(.publicURL).flatMap { Origin($0)?.text }
        trustedProxies = effective.list(.trustedProxies).compactMap { IPNetwork($0) }
        dataDirectory = effective.text(.dataDirectory) ?? ""
        webRoot = effective.text(.webRoot) ?? ""
        isDevelopment = effective.flag(.dev) == true
        tls = effective.tls()
        log = Log(
            level: effective.text(.logLevel).flatMap(Logger.Level.init(rawValue:)) ?? .info,
            format: effective.text(.logFormat).flatMap(LogFormat.init(rawValue:)) ?? .text
        )
        meetingCreation = effective.meetingCreation()
        allowedOrigins = effective.list(.allowedOrigins).compactMap { Origin($0)?.text }
        embedOrigins = effective.list(.embedOrigins).compactMap { Origin($0)?.text }
        rooms = effective.rooms()
        signaling = effective.signaling()
        iceServers = effective.iceServers()
        threads = effective.integer(.threads)
        shutdownTimeout = effective.duration(.shutdownTimeout)
        effective.checkDevelopment()
        let keys = effective.keys()
        guard let keys, effective.problems.isEmpty else { throw SettingsError(problems: effective.problems) }
        self.keys = keys
        self.effective = effective
    }
}
