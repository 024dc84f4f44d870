import Foundation

/// Lines for the person at the terminal.
///
/// Written at once, also into a pipe, where `print` would keep them back.
enum Console {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static func complain(_ line: String) {
        FileHandle.standardError.write(Data(("saleflow: " + line + "\n").utf8))
    }
}
