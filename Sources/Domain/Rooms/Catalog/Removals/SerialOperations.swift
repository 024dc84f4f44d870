/// Runs operations one after the other, in the order in which they were asked for.
///
/// An actor alone does not: it takes up the next call wherever the first one waits.
actor SerialOperations {
    private var last: Task<Void, any Error>?

    /// Waits for the operations before, then runs this one.
    func perform(_ operation: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { [last] in
            // Its failure was its caller's to know.
            _ = await last?.result
            try await operation()
        }
        last = task
        try await task.value
    }
}
