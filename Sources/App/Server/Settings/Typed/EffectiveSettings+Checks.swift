import Access
import Addressing
import SignalingProtocol

/// The parts of the typed settings that depend on more than one value, and what is wrong when those do not go together.
extension EffectiveSettings {
    /// The keys, the one that signs first; `nil` when something is missing or wrong.
    mutating func keys() -> KeyRing? {
        let current = pair(.apiKey, .apiSecret)
        let previous = pair(.previousAPIKey, .previousAPISecret)
        guard let current else {
            if entries[.apiKey] == nil, entries[.apiSecret] == nil {
                refuse(
                    """
                    api-key and api-secret are needed to sign tokens (`openssl rand -hex 32` makes a secret); for a trial on this machine, dev brings \
                    its own.
                    """
                )
            }
            return nil
        }
        let pairs = [current, previous].compactMap(\.self)
        let keys = pairs.compactMap { try? APIKey(id: $0.id, secret: $0.secret) }  // both passed their rules before
        guard keys.count == pairs.count, let ring = KeyRing(keys) else {
            refuse("previous-api-key (\(source(of: .previousAPIKey))) must be another name than api-key.")
            return nil
        }
        return ring
    }

    private mutating func pair(_ key: SettingKey, _ secret: SettingKey) -> (id: String, secret: String)? {
        switch (text(key), text(secret)) {
        case (let id?, let secret?): return (id, secret)
        case (.some, nil): refuse("\(key.rawValue) is set, but \(secret.rawValue) is missing.")
        case (nil, .some): refuse("\(secret.rawValue) is set, but \(key.rawValue) is missing.")
        case (nil, nil): break
        }
        return nil
    }

    /// The key of `dev` is known to everybody, so a server that has it must not be reached from elsewhere.
    mutating func checkDevelopment() {
        let host = text(.httpHost) ?? ""
        guard host != "localhost", IPAddress(host)?.isLoopback != true else { return }
        if flag(.dev) == true {
            refuse(
                """
                http.host (\(source(of: .httpHost))) is '\(host)', but dev listens on this machine only, because its key is known to everybody; it \
                must be 127.0.0.1, ::1 or localhost.
                """
            )
        } else if [text(.apiSecret), text(.previousAPISecret)].contains(Settings.developmentSecret) {
            refuse("api-secret (\(source(of: .apiSecret))) is the one of dev, which everybody knows; it must be one of your own.")
        }
    }

    mutating func tls() -> Settings.TLS {
        let files = (certificate: text(.tlsCertificate), key: text(.tlsKey))
        switch text(.tlsMode) {
        case "files":
            guard let certificate = files.certificate, let key = files.key else {
                refuse("tls.mode is files, so tls.certificate and tls.key must both name a file.")
                return .off
            }
            return .files(certificate: certificate, key: key)
        case "self-signed":
            if files.certificate != nil || files.key != nil {
                refuse("tls.mode (\(source(of: .tlsMode))) is self-signed, but tls.certificate or tls.key names a file; choose one.")
            }
            return .selfSigned
        default:
            return .off
        }
    }

    mutating func meetingCreation() -> Settings.MeetingCreation {
        switch text(.meetingCreation) {
        case "open": return .open
        case "key":
            guard let key = text(.meetingKey) else {
                refuse("meeting-creation (\(source(of: .meetingCreation))) is key, so meeting-key is needed.")
                return .off
            }
            return .key(key)
        default: return .off
        }
    }

    func rooms() -> Settings.Rooms {
        Settings.Rooms(
            createsOnJoin: flag(.roomsAutoCreate) == true,
            isOpen: flag(.roomsOpen) == true,
            meshMaximum: integer(.roomsMeshMaximum),
            maximumCount: integer(.roomsMaximumCount),
            emptyTimeout: lifetime(.roomsEmptyTimeout),
            departureTimeout: lifetime(.roomsDepartureTimeout)
        )
    }

    /// Zero stands for "for ever".
    private func lifetime(_ key: SettingKey) -> Duration? {
        let duration = duration(key)
        return duration == .zero ? nil : duration
    }

    mutating func signaling() -> Settings.Signaling {
        let limits = Settings.Signaling(
            resumeWindow: duration(.signalingResumeWindow),
            pingInterval: duration(.signalingPingInterval),
            pingTimeout: duration(.signalingPingTimeout),
            joinTimeout: duration(.signalingJoinTimeout),
            maximumConnections: integer(.signalingMaximumConnections),
            maximumConnectionsPerAddress: integer(.signalingMaximumConnectionsPerAddress),
            requestsPerSecond: integer(.signalingRequestsPerSecond),
            requestBurst: integer(.signalingRequestBurst)
        )
        if limits.pingTimeout < limits.pingInterval * 2 {
            refuse(
                """
                signaling.ping-timeout (\(source(of: .signalingPingTimeout))) is \(DurationText.write(limits.pingTimeout)); it must be at least \
                twice signaling.ping-interval, \(DurationText.write(limits.pingInterval)), or healthy clients are given up.
                """
            )
        }
        return limits
    }

    /// The password is for the TURN servers; STUN servers ask for none.
    mutating func iceServers() -> [ICEServer] {
        let (username, credential) = (text(.iceUsername), text(.iceCredential))
        if (username == nil) != (credential == nil) { refuse("ice-username and ice-credential belong together; one of them is missing.") }
        let urls = list(.iceServers)
        let relays = urls.filter { $0.hasPrefix("turn") }
        let others = urls.filter { !$0.hasPrefix("turn") }
        return [
            others.isEmpty ? nil : ICEServer(urls: others),
            relays.isEmpty ? nil : ICEServer(urls: relays, username: username, credential: credential),
        ].compactMap(\.self)
    }
}
