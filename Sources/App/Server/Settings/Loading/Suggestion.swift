/// Finds what somebody probably meant.
enum Suggestion {
    /// The candidate that needs the fewest changes to become `text`; `nil` when even that one is far off.
    static func nearest(to text: String, among candidates: [String]) -> String? {
        let best = candidates.map { (name: $0, distance: distance(text, $0)) }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let best, best.distance <= max(2, min(text.count, best.name.count) / 3) else { return nil }
        return best.name
    }

    /// Insertions, deletions and replacements between two texts (Levenshtein).
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.prefix(100).enumerated() {
            var next = [index + 1]
            for (column, other) in right.enumerated() {
                let replacement = row[column] + (character == other ? 0 : 1)
                next.append(min(replacement, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row.last ?? 0
    }
}
