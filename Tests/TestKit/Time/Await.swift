/// Gives other tasks their turn until `condition` holds; `false` when it does not in a great many turns.
///
/// For the few places where tasks run beside the test; nothing waits for time to pass.
public func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<1_000_000 {
        if condition() { return true }
        await Task.yield()
    }
    return condition()
}
