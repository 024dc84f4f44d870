import Dispatch
import Foundation
import Units

/// The clocks of this process; everything below is given its time.
enum Clocks {
    /// A clock that never jumps.
    static let monotonic: @Sendable () -> MonotonicInstant = {
        MonotonicInstant(nanoseconds: Int64(clamping: DispatchTime.now().uptimeNanoseconds))
    }

    /// The wall clock.
    static let wall: @Sendable () -> UnixTime = {
        UnixTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}
