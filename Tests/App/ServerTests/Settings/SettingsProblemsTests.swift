import Server
import Testing

@Suite struct `Settings that are wrong` {
    private func problems(_ flags: [String] = [], _ environment: [String: String] = [:], file text: String? = nil, dev: Bool = true) throws
        -> [String]
    {
        let file = try text.map { try TemporaryFile($0) }
        let all = (dev ? ["--dev"] : []) + (file.map { ["--config", $0.path] } ?? []) + flags
        do throws(SettingsError) {
            _ = try Settings.load(flags: all, environment: environment)
            return []
        } catch {
            return error.problems.map { $0.replacing(file?.path ?? "\0", with: "FILE") }
        }
    }

    @Test func `a sentence names the key, the source, the value and what is allowed`() throws {
        #expect(
            try problems(["--http-port", "70000"]) == [
                "http.port (flag --http-port) is '70000'; it must be a whole number from 0 to 65535."
            ]
        )
        #expect(
            try problems([], ["SALEFLOW_TLS_MODE": "on"]) == [
                "tls.mode (variable SALEFLOW_TLS_MODE) is 'on'; it must be one of off, files, self-signed."
            ]
        )
        #expect(
            try problems(file: "signaling: {ping-interval: 5}") == [
                "signaling.ping-interval (file FILE) is '5'; it must be a duration such as 500ms, 30s or 5m, from 100ms to 1m."
            ]
        )
    }

    @Test func `an unknown key is refused everywhere, with the nearest one`() throws {
        #expect(try problems(["--htp-port", "80"]) == ["The flag --htp-port is no setting. Did you mean --http-port?"])
        #expect(try problems(["--http-port=80", "stray"]) == ["The argument stray is not understood."])
        #expect(
            try problems([], ["SALEFLOW_DATADIR": "x"]) == ["The variable SALEFLOW_DATADIR is no setting. Did you mean SALEFLOW_DATA_DIR?"]
        )
        #expect(try problems([], ["SALEFLOW_XYZZY": "x"]) == ["The variable SALEFLOW_XYZZY is no setting."])
        #expect(
            try problems(file: "rooms:\n  mesh-maxx: 5\n") == ["rooms.mesh-maxx (file FILE) is no setting. Did you mean rooms.mesh-max?"]
        )
    }

    @Test func `everything that is wrong is said at once`() throws {
        let found = try problems(["--nonsense"], ["SALEFLOW_THREADS": "many"], file: "http.port: x\nlog.format: xml")
        #expect(found.count == 4)
    }

    @Test func `no sentence shows a secret`() throws {
        let found = try problems(
            ["--api-secret", "canary-flag"],
            ["SALEFLOW_MEETING_KEY": "canary", "SALEFLOW_PREVIOUS_API_SECRET": "canary-variable"],
            file: "ice-credential: \"\(String(repeating: "canary", count: 100))\"",
            dev: false
        )
        #expect(found.count >= 4)
        #expect(found.allSatisfy { !$0.contains("canary") })
        #expect(found.contains("api-secret (flag --api-secret) has a value that cannot be used; it must be 32 to 256 bytes."))
    }

    @Test(arguments: [
        "http.host: example.com", "http.port: -1", "http.port: 1.5", "public-url: calls.example", "public-url: https://a/b",
        "public-url: https://u@a", "trusted-proxies: [10.0.0.0/33]", "data-dir: ''", "dev: maybe", "api-key: 'a b'",
        "allowed-origins: ['*']", "allowed-origins: ['https://*.example']", "allowed-origins: ['ftp://a']",
        "embed-origins: ['https://a?x']",
        "rooms.mesh-max: 1", "rooms.mesh-max: 201", "rooms.max-count: 0", "rooms.empty-timeout: 8d", "rooms.empty-timeout: soon",
        "signaling.resume-window: 11m", "signaling.max-connections: 0", "ice-servers: ['http://a']", "ice-servers: ['turn://a']",
        "ice-servers: ['stun:']", "threads: 257", "shutdown-timeout: 1h", "log.level: loud", "meeting-creation: maybe",
        "meeting-key: short",
    ])
    func `a value outside its rule is refused`(line: String) throws {
        let found = try problems(file: line)
        let key = String(line.prefix { $0 != ":" })
        #expect(found.contains { $0.hasPrefix("\(key) (file FILE) ") && $0.contains("it must be ") }, "\(found)")
    }

    @Test(arguments: [
        "[1, 2]", "just text", "http: [1]", "http.port: {a: 1}", "http: {port: {deep: 1}}", "a: {b: {c: {d: {e: 1}}}}",
        "http.port: 1\nhttp: {port: 2}",
        "http.port: 1\nhttp.port: 2", "trusted-proxies: [[10.0.0.1]]", "{\"http.port\": ", "\t- x", "1: 2", "x: &a 1\nhttp.port: *a",
        "trusted-proxies: ['a,b']",
    ])
    func `a file that is no plain table of settings is refused`(text: String) throws {
        #expect(try !problems(file: text).isEmpty)
    }

    @Test func `a file that is missing is refused`() throws {
        #expect(try problems(["--config", "/nowhere/at/all.yaml"]) == ["The settings file /nowhere/at/all.yaml cannot be read."])
        #expect(try problems(["--config"]) == ["The flag --config needs a value."])
        #expect(try problems(["--http-port"]) == ["The flag --http-port needs a value."])
        #expect(try problems(["--http-port", "1", "--http-port", "2"]) == ["http.port is given twice (flag --http-port)."])
    }

    @Test func `a file that is too large is refused`() throws {
        #expect(try problems(file: String(repeating: "#", count: 300_000)).count == 1)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"])
    func `dev listens on this machine only`(host: String) throws {
        let found = try problems(["--http-host", host])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("http.host (flag --http-host) is '\(host)', but dev listens on this machine only") == true)
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1", "localhost"])
    func `every spelling of this machine is good for dev`(host: String) throws {
        #expect(try problems(["--http-host", host]).isEmpty)
    }

    @Test func `the known key cannot be used in the open without dev either`() throws {
        let key = ["--api-key", Settings.developmentKey, "--api-secret", Settings.developmentSecret]
        #expect(try problems(key + ["--http-host", "0.0.0.0"], dev: false).count == 1)
        #expect(try problems(key, dev: false).isEmpty)
    }

    @Test func `a server without a key does not start`() throws {
        #expect(try problems(dev: false).first?.hasPrefix("api-key and api-secret are needed") == true)
        #expect(try problems(["--api-key", "k"], dev: false) == ["api-key is set, but api-secret is missing."])
        let secret = String(repeating: "s", count: 32)
        #expect(try problems(["--api-secret", secret], dev: false) == ["api-secret is set, but api-key is missing."])
        #expect(
            try problems(
                ["--api-key", "k", "--api-secret", secret, "--previous-api-key", "k", "--previous-api-secret", secret],
                dev: false
            ).count == 1
        )
        #expect(try problems(["--previous-api-key", "k", "--previous-api-secret", secret], dev: false).count == 1)
    }

    @Test func `settings that do not go together are refused`() throws {
        #expect(try problems(["--tls", "files"]).count == 1)
        #expect(try problems(["--tls-key", "/k"]).count == 1)
        #expect(try problems(["--tls", "self-signed", "--tls-key", "/k"]).count == 1)
        #expect(try problems(["--meeting-creation", "key"]).count == 1)
        #expect(try problems(["--signaling-ping-interval", "7s"]).count == 1)
        #expect(try problems(["--ice-username", "u"]).count == 1)
    }
}
