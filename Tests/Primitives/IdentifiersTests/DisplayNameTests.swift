import Identifiers
import Testing

@Suite struct `A name for people` {
    @Test(arguments: [
        "", "Anna", "Anna Schmidt", "O'Neill-Åse, Jr. <b>&\"", "Анна Šmídová", "日本語 太郎", "محمد", "1️⃣".replacingSelectors, "🙂", "👩‍👩‍👧", "❤️‍🔥", "👍🏽",
        "علی‌رضا",
    ])
    func `that misleads nobody stays as it is`(text: String) {
        #expect(DisplayName.cleaned(text).utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [
        ("  Anna  ", "Anna"),
        ("Anna\t\r\n Schmidt", "Anna Schmidt"),
        ("Anna\u{A0}\u{3000}\u{2028}Schmidt", "Anna Schmidt"),
        ("An\u{0}na\u{1B}[31m", "Anna[31m"),
        ("Anna\u{7F}\u{80}\u{9F}", "Anna"),
        ("A\u{85}B", "A B"),
        ("\u{202E}annA", "annA"),
        ("a\u{202A}b\u{202B}c\u{202C}d\u{202D}e\u{202E}f", "abcdef"),
        ("a\u{2066}b\u{2067}c\u{2068}d\u{2069}e", "abcde"),
        ("a\u{200E}b\u{200F}c\u{61C}d", "abcd"),
        ("An\u{200B}na\u{FEFF}\u{2060}\u{AD}", "Anna"),
        ("An\u{200D}na", "Anna"),
        ("An\u{200C}na", "Anna"),
        ("\u{200D}\u{200C}", ""),
        ("é\u{200D}", "é"),
        ("é\u{200D} é", "é é"),
        ("é \u{200D}é", "é é"),
        ("\u{3164}\u{115F}\u{FFA0}\u{2800}", ""),
        ("a\u{FE0F}", "a"),
        ("☺\u{FE0F}\u{FE0F}\u{FE0E}", "☺\u{FE0F}"),
        ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
        ("\u{FFF9}x\u{FFFB}", "x"),
    ])
    func `is cleaned of what cannot be seen or reorders what can`(text: String, cleaned: String) {
        #expect(DisplayName.cleaned(text).utf8.elementsEqual(cleaned.utf8))
    }

    @Test func `is cleaned once and for all, whatever it is made of`() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let parts = Array(" \t\na\u{200D}\u{200C}é🙂\u{FE0F}\u{202E}\u{0}\u{3164}x".unicodeScalars)
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) { text.append(parts.randomElement(using: &generator) ?? " ") }
            let once = DisplayName.cleaned(String(text))
            let twice = DisplayName.cleaned(once)
            #expect(once.utf8.elementsEqual(twice.utf8), "seed \(seed), \(once.debugDescription)")
            #expect(once.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "seed \(seed), \(once.debugDescription)")
        }
    }

    @Test func `counts its 128 bytes after cleaning`() {
        #expect(DisplayName(cleaning: String(repeating: "x", count: 128))?.text.utf8.count == 128)
        #expect(DisplayName(cleaning: String(repeating: "x", count: 129)) == nil)
        #expect(DisplayName(cleaning: String(repeating: "é", count: 64)) != nil)
        #expect(DisplayName(cleaning: String(repeating: "é", count: 65)) == nil)
        #expect(DisplayName(cleaning: String(repeating: " ", count: 1000) + "x")?.text == "x")
        #expect(DisplayName(cleaning: String(repeating: "\u{202E}", count: 100_000))?.text == "")
    }
}

extension String {
    /// Without variation selectors: after ASCII they are taken out.
    fileprivate var replacingSelectors: String {
        var scalars = unicodeScalars
        scalars.removeAll { $0.value == 0xFE0F }
        return String(scalars)
    }
}
