/// One thing an operator can set: declared once, here, and known everywhere by this.
struct Setting: Sendable, Hashable {
    /// The key in a file, such as `http.port`.
    let key: String
    let kind: SettingKind
    /// The value when nobody gives one; empty means none.
    let standard: String
    /// One sentence for people.
    let help: String

    init(_ key: String, _ kind: SettingKind, _ standard: String = "", _ help: String) {
        self.key = key
        self.kind = kind
        self.standard = standard
        self.help = help
    }

    /// The name in the environment, such as `SALEFLOW_HTTP_PORT`.
    var variable: String {
        "SALEFLOW_" + String(key.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    /// The flag on the command line, such as `--http-port`; `tls.mode` is `--tls`, because that is what people type.
    var flag: String {
        "--" + String((key.hasSuffix(".mode") ? key.dropLast(5) : key[...]).map { $0 == "." ? "-" : $0 })
    }

    var isSecret: Bool { kind == .secret }
}
