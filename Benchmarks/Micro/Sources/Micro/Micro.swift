import CMeter
import SignalingProtocol

/// Prints a line per operation: its name, CPU nanoseconds and allocations per call, separated by tabs.
@main
enum Micro {
    static func main() throws {
        let limits = SignalingLimits()
        for message in Messages.client {
            let bytes = message.encode()
            report("decode \(message.type)", Measurement { consume(try? ClientMessage.decode(bytes, limits: limits)) })
            report("encode \(message.type)", Measurement { consume(message.encode()) })
        }
        for message in Messages.server + [Messages.joined()].compactMap({ $0 }) {
            report("encode server \(message.type)", Measurement { consume(message.encodeBody()) })
        }
        let broadcast = Messages.server[2].encodeBody()
        var output: [UInt8] = []
        output.reserveCapacity(4096)
        report(
            "number server data",
            Measurement {
                output.removeAll(keepingCapacity: true)
                broadcast.write(sequence: 1234, into: &output)
            }
        )
        consume(output)
    }

    private static func report(_ name: String, _ measurement: Measurement) {
        print("\(name)\t\(Int(measurement.nanoseconds + 0.5))\t\(Int(measurement.allocations + 0.5))")
    }
}
