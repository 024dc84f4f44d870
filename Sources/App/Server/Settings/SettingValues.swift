import Access
import SignalingProtocol

/// Typed readings of texts that were checked against the registry already.
struct SettingValues {
    private let effective: EffectiveSettings

    init(_ effective: EffectiveSettings) {
        self.effective = effective
    }

    func text(_ key: String) -> String? {
        effective.text(key)
    }

    func flag(_ key: String) -> Bool {
        text(key).flatMap(SettingKind.flag) ?? false
    }

    func integer(_ key: String) -> Int {
        text(key).flatMap { Int($0) } ?? 0
    }

    func duration(_ key: String) -> Duration {
        text(key).flatMap(SettingDuration.parse) ?? .zero
    }

    func list(_ key: String) -> [String] {
        (text(key) ?? "").split(separator: ",").map { String($0.trimmingSpaces) }.filter { !$0.isEmpty }
    }

    /// An `http` or `https` URL without a slash at its end.
    func url(_ key: String) throws(SettingsError) -> String? {
        guard let text = text(key) else { return nil }
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains(where: \.isWhitespace) else {
            throw SettingsError("'\(key)' (\(place(key))) cannot be '\(text)': allowed is a URL such as https://calls.example.")
        }
        return text.last == "/" ? String(text.dropLast()) : text
    }

    /// Origins as browsers send them: scheme, host and port only (RFC 6454 §6.2).
    func origins(_ key: String) throws(SettingsError) -> [String] {
        let origins = list(key)
        for origin in origins {
            let afterScheme = ["https://", "http://"].first { origin.hasPrefix($0) }.map { origin.dropFirst($0.count) }
            guard let afterScheme, !afterScheme.isEmpty, !afterScheme.contains(where: { "/?#*".contains($0) || $0.isWhitespace }) else {
                throw SettingsError(
                    "'\(key)' (\(place(key))) cannot hold '\(origin)': allowed are origins such as https://crm.example, without a path."
                )
            }
        }
        return origins
    }

    var iceServers: [ICEServer] {
        let urls = list("ice-servers")
        let relays = urls.filter { $0.hasPrefix("turn") }
        let others = urls.filter { !$0.hasPrefix("turn") }
        return [
            others.isEmpty ? nil : ICEServer(urls: others),
            relays.isEmpty ? nil : ICEServer(urls: relays, username: text("ice-username"), credential: text("ice-credential")),
        ].compactMap(\.self)
    }

    func apiKey(isDevelopment: Bool) throws(SettingsError) -> APIKey {
        let id = text("api-key") ?? (isDevelopment ? Settings.developmentKey : nil)
        let secret = text("api-secret") ?? (isDevelopment ? Settings.developmentSecret : nil)
        guard let id, let secret else {
            let missing = id == nil ? "api-key" : "api-secret"
            throw SettingsError(
                "'\(missing)' is not set: give the server a key (SALEFLOW_API_KEY and SALEFLOW_API_SECRET, 32 bytes or more; "
                    + "`openssl rand -hex 32` makes one), or start it with --dev for a trial on this machine."
            )
        }
        do throws(APIKeyError) {
            return try APIKey(id: id, secret: secret)
        } catch {
            throw SettingsError("'api-key' or 'api-secret' cannot be used: \(error)")
        }
    }

    var tls: Settings.TLS {
        get throws(SettingsError) {
            switch text("tls.mode") {
            case "files":
                guard let certificate = text("tls.certificate"), let key = text("tls.key") else {
                    throw SettingsError("'tls.mode' is files, so 'tls.certificate' and 'tls.key' must name PEM files.")
                }
                return .files(certificate: certificate, key: key)
            case "self-signed":
                return .selfSigned
            default:
                return .off
            }
        }
    }

    func meetingCreation(isDevelopment: Bool) throws(SettingsError) -> Settings.MeetingCreation {
        let key = text("meeting-key")
        switch text("meeting-creation") ?? (isDevelopment ? "open" : key == nil ? "off" : "key") {
        case "open":
            return .open
        case "key":
            guard let key else { throw SettingsError("'meeting-creation' is key, so 'meeting-key' must be set.") }
            return .key(key)
        default:
            return .off
        }
    }

    private func place(_ key: String) -> String {
        effective.source(of: key) ?? "default"
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
