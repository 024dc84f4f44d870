import SignalingProtocol

/// Numbers what is sent in one session and keeps it until the client confirms it, so that a resumed session misses nothing.
///
/// Bounded: the oldest go first, and a session that missed one of those cannot be resumed.
struct SessionLog {
    /// The most messages kept.
    static let maximumCount = 1024
    /// The most bytes kept.
    ///
    /// Half of what may wait for a client to read it: a replay must not make it a slow consumer.
    static let maximumByteCount = 512 * 1024

    /// The number of the next message; the first one is 1.
    private(set) var nextSequence: SequenceNumber = 1
    /// The unconfirmed messages; the last one has number `nextSequence - 1`.
    ///
    /// Emptied rather than shifted on confirmation, since clients confirm all they have.
    private var messages: [EncodedMessage] = []
    /// How many of `messages` are no longer wanted, from the front.
    private var confirmedCount = 0
    private var byteCount = 0

    /// The number of the oldest message that can still be replayed.
    private var firstKept: SequenceNumber {
        SequenceNumber(nextSequence.rawValue - Int64(messages.count - confirmedCount))
    }

    /// Keeps the message and gives it its number.
    mutating func append(_ message: EncodedMessage) -> SequenceNumber {
        defer { nextSequence = nextSequence.next }
        messages.append(message)
        byteCount += message.bytes.count
        while messages.count - confirmedCount > Self.maximumCount || byteCount > Self.maximumByteCount {
            forgetOldest()
        }
        return nextSequence
    }

    /// The client has everything up to `sequence`.
    ///
    /// A number that was never sent confirms nothing.
    mutating func confirm(_ sequence: SequenceNumber) {
        guard sequence >= firstKept, sequence < nextSequence else { return }
        if sequence.next == nextSequence {
            messages.removeAll(keepingCapacity: false)
            confirmedCount = 0
            byteCount = 0
        } else {
            while firstKept <= sequence { forgetOldest() }
        }
    }

    /// What came after `sequence`, with numbers; `nil` when some of it is no longer kept or was never sent.
    func messages(after sequence: SequenceNumber) -> [NumberedMessage]? {
        guard sequence.next >= firstKept, sequence < nextSequence else { return nil }
        let first = sequence.rawValue + 1
        let wanted = messages.suffix(Int(nextSequence.rawValue - first))
        return zip(first..., wanted).map { NumberedMessage(sequence: SequenceNumber($0), message: $1) }
    }

    private mutating func forgetOldest() {
        guard confirmedCount < messages.count else { return }
        byteCount -= messages[confirmedCount].bytes.count
        confirmedCount += 1
        // Shifting once for every half of the array keeps each removal at a constant cost.
        if confirmedCount * 2 >= messages.count {
            messages.removeFirst(confirmedCount)
            confirmedCount = 0
        }
    }
}

/// A message with the number it was sent under.
struct NumberedMessage: Sendable, Hashable {
    let sequence: SequenceNumber
    let message: EncodedMessage
}
