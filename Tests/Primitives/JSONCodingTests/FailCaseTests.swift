import Foundation
import JSONCoding
import Testing

/// What `FuzzJSON` of `Fuzz/` found or could have found: the promise of that target, input by input.
@Suite struct `A kept failure of the fuzzer` {
    private static let kept: [String: [UInt8]] = {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Fuzz/FailCases/FuzzJSON").standardized
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.reduce(into: [:]) { kept, name in
            kept[name] = (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) }
        }
    }()

    @Test func `is read back as it was written, or refused`() throws {
        #expect(!Self.kept.isEmpty)
        for (name, bytes) in Self.kept {
            _ = JSONObject(readableMembersOf: bytes.span)
            guard case .success(let value) = parse(bytes) else { continue }
            #expect(try parse(value.canonicalBytes).get() == value, "\(name)")
            #expect(try parse(value.canonicalBytes).get().canonicalBytes == value.canonicalBytes, "\(name)")
        }
    }
}
