/// Hands inputs to `body` until time is up or it traps.
///
/// SwiftPM renames an executable's `main`, so libFuzzer's own `main` is not used; its driver is called instead.
public func fuzz(_ body: @escaping @Sendable ([UInt8]) -> Void) {
    target = body
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments, testOneInput)
}

/// Ends the run: what a target promises does not hold for this input.
public func broken(_ promise: String) -> Never {
    fatalError(promise)
}

/// Set once, before the driver runs on the same thread.
nonisolated(unsafe) private var target: @Sendable ([UInt8]) -> Void = { _ in }

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ callback: @convention(c) (UnsafeRawPointer, Int) -> CInt
) -> CInt

@_cdecl("LLVMFuzzerTestOneInput")
private func testOneInput(_ start: UnsafeRawPointer, _ count: Int) -> CInt {
    target([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
    return 0
}
