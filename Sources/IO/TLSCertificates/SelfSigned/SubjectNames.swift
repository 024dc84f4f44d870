import Addressing
import SwiftASN1
import X509

/// The names that a certificate of ours is for (RFC 5280 §4.2.1.6): each once, in the order given, the machine's own first.
struct SubjectNames {
    let generalNames: [GeneralName]

    /// Host names that could stand in no certificate are left out.
    init(hostNames: [String], addresses: [IPAddress]) {
        let hosts = (["localhost"] + hostNames.map { $0.lowercased() }).filter(Self.isHostName)
        let loopback = ["127.0.0.1", "::1"].compactMap { IPAddress($0) }
        let all =
            hosts.map { GeneralName.dnsName($0) }
            + (loopback + addresses).filter { !$0.isUnspecified }.map {
                GeneralName.ipAddress(ASN1OctetString(contentBytes: $0.bytes[...]))
            }
        var seen: Set<GeneralName> = []
        generalNames = all.filter { seen.insert($0).inserted }
    }

    /// Labels of letters, digits and inner hyphens (RFC 1123 §2.1).
    private static func isHostName(_ text: String) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }
}
