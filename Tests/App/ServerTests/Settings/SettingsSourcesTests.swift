import Access
import Addressing
import Foundation
import Logging
import Server
import SignalingProtocol
import Testing

@Suite struct `Where settings come from` {
    private let file: TemporaryFile

    init() throws {
        file = try TemporaryFile(
            """
            http:
              port: 2000
              host: "::1"
            log.level: warning
            data-dir: /from/file
            """
        )
    }

    private func load(_ flags: [String] = [], _ environment: [String: String] = [:]) throws -> Settings {
        try Settings.load(flags: ["--dev"] + flags, environment: environment)
    }

    @Test func `the defaults alone, with dev, start a server for this machine`() throws {
        let settings = try load()
        #expect(settings.httpHost == "127.0.0.1")
        #expect(settings.httpPort == 8080)
        #expect(settings.isDevelopment)
        #expect(settings.keys.primary.id == "devkey")
        #expect(settings.tls == .off)
        #expect(settings.meetingCreation == .open)
        #expect(settings.rooms.isOpen && settings.rooms.createsOnJoin)
        #expect(settings.rooms.meshMaximum == 4)
        #expect(settings.rooms.emptyTimeout == .seconds(300))
        #expect(settings.rooms.departureTimeout == .seconds(20))
        #expect(settings.signaling.resumeWindow == .seconds(30))
        #expect(settings.signaling.pingInterval == .seconds(4))
        #expect(settings.signaling.pingTimeout == .seconds(12))
        #expect(settings.shutdownTimeout == .seconds(10))
        #expect(settings.log.level == .info && settings.log.format == .text)
    }

    @Test func `flags count over variables, variables over the file, the file over the defaults`() throws {
        let environment = ["SALEFLOW_HTTP_PORT": "3000", "SALEFLOW_LOG_LEVEL": "error", "SALEFLOW_CONFIG": file.path, "HOME": "/"]
        let settings = try load(["--http-port", "4000"], environment)
        #expect(settings.httpPort == 4000)
        #expect(settings.log.level == .error)
        #expect(settings.dataDirectory == "/from/file")
        #expect(settings.webRoot == "web")
        #expect(settings.effective.source(of: .httpPort) == .flag(name: "--http-port"))
        #expect(settings.effective.source(of: .logLevel) == .variable(name: "SALEFLOW_LOG_LEVEL"))
        #expect(settings.effective.source(of: .dataDirectory) == .file(path: file.path))
        #expect(settings.effective.source(of: .webRoot) == .standard)
        #expect(settings.httpHost == "::1")
    }

    @Test func `the flag's file counts, not the variable's`() throws {
        let other = try TemporaryFile("data-dir: /other")
        #expect(try load(["--config", other.path], ["SALEFLOW_CONFIG": file.path]).dataDirectory == "/other")
        #expect(try load(["--config=\(other.path)"]).dataDirectory == "/other")
    }

    @Test func `JSON is read too, and lists in every form`() throws {
        let json = try TemporaryFile(#"{"http": {"port": 81}, "trusted-proxies": ["10.0.0.0/8", "::1"], "dev": true, "rooms.open": false}"#)
        let settings = try Settings.load(flags: ["--config", json.path], environment: [:])
        #expect(settings.httpPort == 81)
        #expect(settings.trustedProxies.map(\.description) == ["10.0.0.0/8", "::1/128"])
        #expect(!settings.rooms.isOpen)
        #expect(try load(["--trusted-proxies", "10.0.0.1, ::1"]).trustedProxies.count == 2)
        #expect(try load([], ["SALEFLOW_TRUSTED_PROXIES": "10.0.0.1"]).trustedProxies.count == 1)
        #expect(try load([], ["SALEFLOW_TRUSTED_PROXIES": ""]).trustedProxies.isEmpty)
    }

    @Test func `a flag that is true or false needs no value and may have one`() throws {
        #expect(try load(["--rooms-auto-create=false"]).rooms.createsOnJoin == false)
        #expect(try load(["--rooms-auto-create", "false"]).rooms.createsOnJoin == false)
        #expect(try load(["--rooms-auto-create", "--http-port", "1"]).httpPort == 1)
        #expect(try load([], ["SALEFLOW_ROOMS_AUTO_CREATE": "0"]).rooms.createsOnJoin == false)
    }

    @Test(arguments: ["", "# nothing\n", "http:\n", "http.port:\n", "http.port: ~\n", "{}"])
    func `a file that says nothing changes nothing`(text: String) throws {
        let file = try TemporaryFile(text)
        #expect(try load(["--config", file.path]).httpPort == 8080)
    }

    @Test func `TLS by files or by a certificate of our own`() throws {
        let files = ["--tls-certificate", "/c.pem", "--tls-key", "/k.pem"]
        #expect(try load(files).tls == .files(certificate: "/c.pem", key: "/k.pem"))
        #expect(try load(files + ["--tls", "off"]).tls == .off)
        #expect(try load(["--tls", "self-signed"]).tls == .selfSigned)
        #expect(try load(["--tls-mode=self-signed"]).tls == .selfSigned)
    }

    @Test func `meetings are off unless something else is said`() throws {
        let key = ["--api-key", "k", "--api-secret", String(repeating: "s", count: 32)]
        func load(_ flags: [String]) throws -> Settings { try Settings.load(flags: key + flags, environment: [:]) }
        #expect(try load([]).meetingCreation == .off)
        #expect(try load([]).rooms.isOpen == false)
        #expect(try load(["--meeting-key", "let me in"]).meetingCreation == .key("let me in"))
        #expect(try load(["--meeting-creation", "open"]).meetingCreation == .open)
        #expect(try load(["--meeting-key", "let me in", "--meeting-creation", "off"]).meetingCreation == .off)
    }

    @Test func `a second key is accepted while the first one signs`() throws {
        let secrets = [String(repeating: "a", count: 32), String(repeating: "b", count: 32)]
        let flags = ["--api-key", "new", "--api-secret", secrets[0], "--previous-api-key", "old", "--previous-api-secret", secrets[1]]
        #expect(try Settings.load(flags: flags, environment: [:]).keys.keys.map(\.id) == ["new", "old"])
    }

    @Test func `origins and the public URL take the form in which browsers write them`() throws {
        let settings = try load([
            "--public-url", "https://Calls.Example:443/", "--embed-origins", "http://a.example:80,https://b.example:8443",
        ])
        #expect(settings.publicURL == "https://calls.example")
        #expect(settings.embedOrigins == ["http://a.example", "https://b.example:8443"])
    }

    @Test func `only TURN servers get the password`() throws {
        let flags = ["--ice-servers", "stun:a:3478,turn:b:3478?transport=udp,turns:c:5349", "--ice-username", "u", "--ice-credential", "p"]
        let servers = try load(flags).iceServers
        #expect(servers.map(\.urls) == [["stun:a:3478"], ["turn:b:3478?transport=udp", "turns:c:5349"]])
        #expect(servers.map(\.credential) == [nil, "p"])
    }

    @Test func `a timeout of nothing is for ever`() throws {
        let settings = try load(["--rooms-empty-timeout", "0", "--rooms-departure-timeout", "500ms"])
        #expect(settings.rooms.emptyTimeout == nil)
        #expect(settings.rooms.departureTimeout == .milliseconds(500))
    }
}
