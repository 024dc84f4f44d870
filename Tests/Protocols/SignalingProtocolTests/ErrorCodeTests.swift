import Foundation
import SignalingProtocol
import Testing

@Suite struct `An error code` {
    /// The rows of the table of errors in `docs/signaling.md`: the codes of a row, and what stands under "close".
    private func documented() throws -> [(codes: [String], close: String)] {
        let page = try String(contentsOf: Fixtures.repository.appending(path: "docs/signaling.md"), encoding: .utf8)
        let table = page.components(separatedBy: "| code | close |").dropFirst().first ?? ""
        return table.split(separator: "\n").dropFirst(2).prefix { $0.hasPrefix("| `") }.map { row in
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            return (cells[1].split(separator: " ").map { $0.trimmingCharacters(in: ["`"]) }, cells[2])
        }
    }

    @Test func `closes the socket as the specification says`() throws {
        let rows = try documented()
        #expect(rows.flatMap(\.codes).count == 34)
        for row in rows {
            let numbers = row.close.split { !$0.isNumber }.compactMap { UInt16($0) }
            let expected: CloseRule =
                switch numbers.count {
                case 0: .never
                case 1: .atOnce(CloseCode(rawValue: numbers[0]))
                default: .after(Int(numbers[1]), CloseCode(rawValue: numbers[0]))
                }
            for code in row.codes {
                #expect(SignalingErrorCode(rawValue: code).closeRule == expected, "\(code)")
                #expect(SignalingErrorCode(rawValue: code).closeCode?.rawValue == numbers.first, "\(code)")
            }
        }
    }

    @Test func `has a constant here for each word there`() throws {
        let constants: [SignalingErrorCode] = [
            .malformedMessage, .unknownMessageType, .messageTooLarge, .limitExceeded, .unsupportedProtocol, .notJoined, .alreadyJoined,
            .joinTimeout,
            .tokenMalformed, .tokenAlgorithm, .tokenUnknownKey, .tokenSignature, .tokenExpired, .tokenNotYetValid, .tokenNoRoom,
            .tokenWrongRoom,
            .removed, .roomNotFound, .roomEnded, .roomNotOpen, .roomExpired, .roomFull, .roomLocked, .denied, .replaced, .resumeFailed,
            .staleEpoch,
            .notFound, .forbidden, .rateLimited, .heartbeatTimeout, .slowConsumer, .serverShutdown, .internal,
        ]
        #expect(try Set(documented().flatMap(\.codes)) == Set(constants.map(\.rawValue)))
    }

    @Test func `that is not known yet closes nothing`() {
        #expect(SignalingErrorCode(rawValue: "a_code_of_the_future").closeRule == .never)
        #expect(SignalingErrorCode(rawValue: "a_code_of_the_future").closeCode == nil)
    }
}
