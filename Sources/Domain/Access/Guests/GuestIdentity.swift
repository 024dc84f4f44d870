import Crypto
import Foundation
public import Identifiers

/// Derives who a guest is from the random string that their browser keeps: the same device is the same identity, and stays out once removed.
public struct GuestIdentity: Sendable {
    /// What the identity holds in.
    public enum Scope: Sendable, Hashable {
        /// One invitation.
        case invite(InviteID)
        /// One room.
        case room(RoomID)
    }

    /// The longest device string, in bytes.
    public static let maximumDeviceByteCount = 128
    private let key: SymmetricKey

    /// Creates a derivation from the server's secret, which must stay the same for identities to stay the same.
    public init(secret: [UInt8]) {
        self.key = SymmetricKey(data: secret)
    }

    /// `guest-` and the first 20 hexadecimal digits of an HMAC-SHA256: another scope or device gives another one, and nobody without the
    /// secret can tell which.
    ///
    /// - Returns: `nil` when `device` is empty or longer than ``maximumDeviceByteCount``.
    public func identity(of device: String, in scope: Scope) -> Identity? {
        guard !device.isEmpty, device.utf8.count <= Self.maximumDeviceByteCount else { return nil }
        return Identity("guest-" + String(authenticationCode("identity", scope, device).prefix(20)))
    }

    /// What is stored instead of the device string: 64 hexadecimal digits.
    ///
    /// - Returns: `nil` when `device` is empty or longer than ``maximumDeviceByteCount``.
    public func deviceHash(of device: String, in scope: Scope) -> String? {
        guard !device.isEmpty, device.utf8.count <= Self.maximumDeviceByteCount else { return nil }
        return authenticationCode("device", scope, device)
    }

    /// Purpose and scope hold no NUL, so different inputs never give the same message.
    private func authenticationCode(_ purpose: String, _ scope: Scope, _ device: String) -> String {
        let message = "\(purpose)\0\(scope.text)\0\(device)"
        return HMAC<SHA256>.authenticationCode(for: Data(message.utf8), using: key).hexadecimal
    }
}

extension GuestIdentity.Scope {
    fileprivate var text: String {
        switch self {
        case .invite(let id): id.text
        case .room(let id): id.text
        }
    }
}
