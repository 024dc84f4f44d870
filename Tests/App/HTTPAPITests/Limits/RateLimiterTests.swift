import Addressing
import HTTPTypes
import Identifiers
import Rooms
import TestKit
import Testing
import Units

@testable import HTTPAPI

@Suite struct RateLimiterTests {
    private let rate = Rate(burst: 3, interval: .seconds(10))

    @Test func `a burst is allowed and then one use per interval`() {
        var limiter = RateLimiter<Int>(rate: rate)
        for _ in 0..<3 { #expect(limiter.use(by: 1, at: .zero) == .allowed) }
        #expect(limiter.use(by: 1, at: .zero) == .refused(retryAfter: .seconds(10)))
        #expect(limiter.use(by: 1, at: .zero + .seconds(9)) == .refused(retryAfter: .seconds(1)))
        #expect(limiter.use(by: 1, at: .zero + .seconds(10)) == .allowed)
        #expect(limiter.use(by: 1, at: .zero + .seconds(10)) == .refused(retryAfter: .seconds(10)))
    }

    @Test func `a rest fills the bucket and no more`() {
        var limiter = RateLimiter<Int>(rate: rate)
        for _ in 0..<3 { _ = limiter.use(by: 1, at: .zero) }
        let later = MonotonicInstant.zero + .seconds(100_000)
        for _ in 0..<3 { #expect(limiter.use(by: 1, at: later) == .allowed) }
        #expect(limiter.use(by: 1, at: later) != .allowed)
    }

    @Test func `a refused use costs nothing`() {
        var limiter = RateLimiter<Int>(rate: rate)
        for _ in 0..<3 { _ = limiter.use(by: 1, at: .zero) }
        for _ in 0..<1000 { _ = limiter.use(by: 1, at: .zero + .seconds(5)) }
        #expect(limiter.use(by: 1, at: .zero + .seconds(10)) == .allowed)
    }

    @Test func `callers have buckets of their own`() {
        var limiter = RateLimiter<Int>(rate: rate)
        for _ in 0..<4 { _ = limiter.use(by: 1, at: .zero) }
        #expect(limiter.use(by: 2, at: .zero) == .allowed)
    }

    @Test func `the table of callers is bounded and keeps the recent ones`() {
        var limiter = RateLimiter<Int>(rate: rate, maximumCount: 100)
        for caller in 0..<10_000 {
            for _ in 0..<3 { #expect(limiter.use(by: caller, at: .zero) == .allowed) }
            #expect(limiter.use(by: caller, at: .zero) != .allowed)
            #expect(limiter.count <= 100)
        }
        #expect(limiter.use(by: 9_960, at: .zero) != .allowed)
        #expect(RateLimiter<Int>.maximumCount == 20_000)
    }

    @Test func `guests are refused by address with the time to wait`() async throws {
        let bench = try await APIBench { $0.rates.guests = Rate(burst: 2, interval: .seconds(10)) }
        _ = try await bench.rooms.catalog.create(RoomName.named("demo"), RoomChange(isOpenJoin: true), at: .after(0))
        let path = "/v1/rooms/demo/guests"
        for _ in 0..<2 { #expect(try await bench.send(.post, path, json: #"{"name":"Ann"}"#).status == .created) }
        let refused = try await bench.send(.post, path, json: #"{"name":"Ann"}"#)
        #expect(refused.status == .tooManyRequests && refused.code == "rate_limited" && refused.fields[.retryAfter] == "10")
        #expect(try await bench.send(.post, path, json: #"{"name":"Ann"}"#, peer: "192.0.2.2").status == .created)
        bench.clock.advance(by: .seconds(10))
        #expect(try await bench.send(.post, path, json: #"{"name":"Ann"}"#).status == .created)
    }

    @Test func `meetings are refused by address whatever their bodies`() async throws {
        let bench = try await APIBench { $0.rates.meetings = Rate(burst: 1, interval: .milliseconds(1500)) }
        #expect(try await bench.send(.post, "/v1/meetings", json: "nonsense").status == .badRequest)
        let refused = try await bench.send(.post, "/v1/meetings")
        #expect(refused.status == .tooManyRequests && refused.fields[.retryAfter] == "2")
    }

    @Test func `the documented calls without a limit have none`() async throws {
        let bench = try await APIBench()
        for _ in 0..<200 { #expect(try await bench.send(.get, "/healthz").status == .ok) }
    }
}

@Suite struct ClientAddressTests {
    private func caller(_ peer: String?, _ forwardedFor: [String] = [], _ proxies: [String] = []) throws -> ClientAddress {
        ClientAddress(peer: peer, forwardedFor: forwardedFor, trustedProxies: try proxies.map { try #require(IPNetwork($0)) })
    }

    @Test func `spellings of one address are one caller`() throws {
        #expect(try caller("192.0.2.1") == caller("::ffff:192.0.2.1"))
        #expect(try caller("192.0.2.1") != caller("192.0.2.2"))
        #expect(try caller(nil) == caller("unix:/run/saleflow"))
    }

    @Test func `an IPv6 network of 64 bits is one caller`() throws {
        #expect(try caller("2001:db8:1:2::1") == caller("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        #expect(try caller("2001:db8:1:2::1") != caller("2001:db8:1:3::1"))
        #expect(try caller("::1") != caller("0.0.0.1"))
    }

    @Test func `only trusted proxies are believed about who came through them`() throws {
        let client = try caller("203.0.113.7")
        let proxy = "198.51.100.1"
        #expect(try caller(proxy, ["203.0.113.7"]) == caller(proxy))
        #expect(try caller(proxy, ["203.0.113.7"], ["192.0.2.0/24"]) == caller(proxy))
        #expect(try caller(proxy, ["203.0.113.7"], ["198.51.100.0/24"]) == client)
        #expect(try caller(proxy, ["192.0.2.9, 203.0.113.7"], [proxy]) == client)
        #expect(try caller(proxy, ["192.0.2.9, 203.0.113.7", "10.0.0.1"], [proxy, "10.0.0.0/8"]) == client)
        #expect(try caller("203.0.113.7", ["192.0.2.9"], [proxy]) == client)
    }

    @Test func `what a proxy writes that is no address ends the search`() throws {
        let proxy = "198.51.100.1"
        for values in [["forged"], [""], [","], [], ["203.0.113.7, unknown"], ["203.0.113.7:80"]] {
            #expect(try caller(proxy, values, [proxy]) == caller(proxy), "\(values)")
        }
        #expect(try caller(proxy, ["198.51.100.2, \(proxy)"], ["198.51.100.0/24"]) == caller("198.51.100.2"))
    }
}
