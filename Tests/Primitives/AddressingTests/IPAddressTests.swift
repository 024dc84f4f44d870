import Addressing
import Testing

@Suite struct `IP addresses` {
    @Test(
        arguments: [
            ("0.0.0.0", [0, 0, 0, 0]), ("192.0.2.255", [192, 0, 2, 255]), ("::ffff:192.0.2.1", [192, 0, 2, 1]),
            ("::FFFF:c000:201", [192, 0, 2, 1]),
            ("::", Array(repeating: 0, count: 16)), ("::1", Array(repeating: 0, count: 15) + [1]),
            ("2001:db8::ff00:42:8329", [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0xFF, 0, 0, 0x42, 0x83, 0x29]),
            ("1:2:3:4:5:6:7:8", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]),
            ("1:2:3:4:5:6:7::", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0]),
            ("64:ff9b::192.0.2.33", [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 33]),
        ] as [(String, [UInt8])]
    )
    func `an address is read`(text: String, bytes: [UInt8]) {
        #expect(IPAddress(text)?.bytes == bytes)
    }

    @Test(arguments: [
        "", " ", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.0x4", "1.2.3.-4", "1.2.3.+4", "1..3.4", "a.b.c.d", "1.2.3.4 ",
        "١.2.3.4",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", "12345::", "g::", "::1%eth0", "::1.2.3",
        "1.2.3.4::", "::1.2.3.4:5",
        "[::1]", ":1", "1:", "::ffff:192.0.2.01", "localhost", "٠::", String(repeating: "1", count: 100),
    ])
    func `what is no address is refused`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        "127.0.0.1", "::", "::1", "1::", "2001:db8::1", "2001:db8:0:1:1:1:1:1", "2001:0:0:1::1", "1:2:3:4:5:6:7:8", "fe80::1", "0:0:1::",
    ])
    func `an address is written as RFC 5952 wants it, and read back`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == text)
        #expect(IPAddress(address.description) == address)
    }

    @Test func `long forms become short`() {
        #expect(IPAddress("2001:0DB8:0000:0000:0001:0000:0000:0001")?.description == "2001:db8::1:0:0:1")
        #expect(IPAddress("0:0:0:0:0:0:0:0")?.description == "::")
    }

    @Test(arguments: ["127.0.0.1", "127.255.0.3", "::1", "::ffff:127.0.0.1", "0:0:0:0:0:ffff:7f00:1"])
    func `loopback in every spelling is loopback`(text: String) {
        #expect(IPAddress(text)?.isLoopback == true)
    }

    @Test(arguments: ["128.0.0.1", "0.0.0.0", "::", "::2", "1::1", "10.0.0.1"])
    func `other addresses are not loopback`(text: String) {
        #expect(IPAddress(text)?.isLoopback == false)
    }

    @Test func `any other number of bytes is no address`() {
        for count in 0...20 where count != 4 && count != 16 { #expect(IPAddress(bytes: Array(repeating: 1, count: count)) == nil) }
    }
}
