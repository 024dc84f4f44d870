/// What a browser may do with the page: the values of `Content-Security-Policy` (CSP level 3) and `Permissions-Policy`.
struct PagePolicy: Sendable {
    /// The web origins that may show a room in a frame.
    let embedOrigins: [String]

    /// The policy of a page and of the files that belong to it.
    ///
    /// - Parameters:
    ///   - origin: Where this server is.
    ///   - isEmbeddable: Whether the configured origins may show the page in a frame.
    /// - Returns: The field's value.
    func contentSecurity(origin: ServerOrigin, isEmbeddable: Bool) -> String {
        let ancestors = isEmbeddable && !embedOrigins.isEmpty ? embedOrigins.joined(separator: " ") : "'none'"
        return [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            // 'self' is the WebSocket's origin too by now, but was not in Safari before 15.4.
            "connect-src 'self' \(origin.webSocket)",
            "worker-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors \(ancestors)",
        ].joined(separator: "; ")
    }

    /// What a call needs, and nothing else.
    static let callPermissions: String = {
        let own = [
            "autoplay", "camera", "clipboard-write", "display-capture", "fullscreen", "microphone", "picture-in-picture",
            "screen-wake-lock",
            "speaker-selection",
        ]
        return (own.map { "\($0)=(self)" } + otherFeatures.map { "\($0)=()" }).joined(separator: ", ")
    }()

    /// Nothing at all, for answers that are no pages.
    static let noPermissions: String = {
        let own = ["camera", "display-capture", "fullscreen", "microphone", "picture-in-picture"]
        return (own + otherFeatures).map { "\($0)=()" }.joined(separator: ", ")
    }()

    private static let otherFeatures = [
        "accelerometer", "browsing-topics", "clipboard-read", "encrypted-media", "geolocation", "gyroscope", "hid",
        "identity-credentials-get",
        "idle-detection", "local-fonts", "magnetometer", "midi", "otp-credentials", "payment", "publickey-credentials-get", "serial",
        "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
    ]
}
