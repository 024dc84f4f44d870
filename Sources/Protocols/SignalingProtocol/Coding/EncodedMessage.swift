import JSONCoding

/// A server message encoded once for everyone who gets it.
///
/// Copies share their bytes.
///
/// Sessions number their messages each for itself, so the sequence number is not part of the bytes: it is put in behind the `type` member when
/// a copy goes out, and nothing else is encoded again.
public struct EncodedMessage: Sendable, Hashable {
    /// The whole JSON text, without `seq`.
    public let bytes: [UInt8]
    /// How many of the bytes stand before the place of `seq`.
    public let spliceOffset: Int

    /// - Parameters:
    ///   - bytes: The whole JSON text, without `seq`.
    ///   - spliceOffset: How many of the bytes stand before the place of `seq`.
    init(bytes: [UInt8], spliceOffset: Int) {
        self.bytes = bytes
        self.spliceOffset = min(spliceOffset, bytes.count)
    }

    /// The most bytes that ``write(sequence:into:)`` adds to ``bytes``: `,"seq":` and 16 digits.
    public static let maximumSequenceByteCount = 23

    /// The complete message, numbered `sequence`; `nil` for a message that carries no number.
    public func frame(sequence: SequenceNumber?) -> [UInt8] {
        guard let sequence else { return bytes }
        var frame: [UInt8] = []
        frame.reserveCapacity(bytes.count &+ Self.maximumSequenceByteCount)
        write(sequence: sequence, into: &frame)
        return frame
    }

    /// Appends the complete message, numbered `sequence`, to `output`.
    public func write(sequence: SequenceNumber?, into output: inout [UInt8]) {
        guard let sequence else {
            output.append(contentsOf: bytes)
            return
        }
        output.append(contentsOf: bytes[..<spliceOffset])
        Self.writeSequence(sequence, into: &output)
        output.append(contentsOf: bytes[spliceOffset...])
    }

    /// Appends `,"seq":N`, for shells that send the parts of ``bytes`` before and after it without copying them.
    public static func writeSequence(_ sequence: SequenceNumber, into output: inout [UInt8]) {
        output.append(contentsOf: ",\"seq\":".utf8)
        output.appendDecimal(sequence.rawValue)
    }
}
