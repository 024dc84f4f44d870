/// One page of a list.
public struct Page<Element: Sendable>: Sendable {
    /// The entries, in the list's order.
    public var items: [Element]
    /// What to ask the next page with; `nil` on the last page.
    public var nextCursor: String?

    /// Takes the rows of a query that asked for one more than `limit`: the extra one only tells that there is a next page.
    init(rows: [Element], limit: Int, cursor: (Element) -> String) {
        items = Array(rows.prefix(limit))
        nextCursor = rows.count > limit ? items.last.map(cursor) : nil
    }
}

extension Page: Equatable where Element: Equatable {}
