/// What an application notes about a participant: a few short texts by name.
///
/// Kept in ascending byte order of the names, so that equal attributes are written with equal bytes. Names are compared by their bytes.
public struct Attributes: Sendable, Hashable {
    /// One text and its name.
    public struct Entry: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The text.
        public let value: String
    }

    /// All of them, in ascending byte order of the names.
    public private(set) var entries: [Entry]

    /// Creates attributes; of entries with the same name, the last one stays.
    public init(_ pairs: some Sequence<(String, String)> = EmptyCollection<(String, String)>()) {
        entries = []
        for (name, value) in pairs { self[name] = value }
    }

    /// Creates attributes from a dictionary.
    public init(_ dictionary: [String: String]) {
        self.init(dictionary.lazy.map { ($0.key, $0.value) })
    }

    /// How many there are.
    public var count: Int { entries.count }

    /// Whether there are none.
    public var isEmpty: Bool { entries.isEmpty }

    /// The length of all names and texts together, in UTF-8 bytes.
    public var byteCount: Int {
        entries.reduce(0) { $0 &+ $1.name.utf8.count &+ $1.value.utf8.count }
    }

    /// The text of `name`.
    public subscript(name: String) -> String? {
        get {
            let place = place(of: name)
            return place.isTaken ? entries[place.index].value : nil
        }
        set {
            let place = place(of: name)
            switch (newValue, place.isTaken) {
            case (let value?, true): entries[place.index] = Entry(name: name, value: value)
            case (let value?, false): entries.insert(Entry(name: name, value: value), at: place.index)
            case (nil, true): entries.remove(at: place.index)
            case (nil, false): break
            }
        }
    }

    /// These with `changes` on top; an empty text in `changes` deletes.
    public func applying(_ changes: Attributes) -> Attributes {
        var result = self
        for change in changes.entries {
            result[change.name] = change.value.isEmpty ? nil : change.value
        }
        return result
    }

    /// Where `name` is, or belongs.
    ///
    /// The index is within the array when the place is taken.
    private func place(of name: String) -> (index: Int, isTaken: Bool) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = low + (high - low) / 2
            let candidate = entries[middle].name.utf8
            if candidate.lexicographicallyPrecedes(name.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return (low, low < entries.count && entries[low].name.utf8.elementsEqual(name.utf8))
    }
}

extension Attributes: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}
