extension Double {
    /// This number as JavaScript writes it in JSON: ECMA-262 §6.1.6.1.20 `Number::toString`, and `null` when it is not finite (§25.5.2.2).
    ///
    /// Both languages choose the shortest digits that read back as the same number; they differ in where the exponent begins.
    var ecmaScriptText: String {
        guard isFinite else { return "null" }
        guard self != 0 else { return "0" }
        let (digits, pointOffset) = magnitude.shortestDigits
        return (self < 0 ? "-" : "") + Self.ecmaScriptText(digits: digits, pointOffset: pointOffset)
    }

    /// The layout of a fraction with `digits` after the point, times 10 to the power of `pointOffset` (`s` and `n` of the specification).
    private static func ecmaScriptText(digits: String, pointOffset: Int) -> String {
        let count = digits.utf8.count
        if count <= pointOffset, pointOffset <= 21 {
            return digits + String(repeating: "0", count: pointOffset - count)
        }
        if 0 < pointOffset, pointOffset <= 21 {
            return digits.prefix(pointOffset) + "." + digits.dropFirst(pointOffset)
        }
        if -6 < pointOffset, pointOffset <= 0 {
            return "0." + String(repeating: "0", count: -pointOffset) + digits
        }
        let exponent = pointOffset - 1
        let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst(1)
        return mantissa + (exponent < 0 ? "e-" : "e+") + String(exponent.magnitude)
    }

    /// The shortest significant digits, and the place of the decimal point before them.
    ///
    /// For positive numbers.
    private var shortestDigits: (digits: String, pointOffset: Int) {
        // `description` is "123.45", "1e-07" or "1.5e+300": its digits are the shortest, only the layout differs.
        let parts = description.split(separator: "e", maxSplits: 1)
        let mantissa = (parts.first ?? "0").split(separator: ".", maxSplits: 1)
        let whole = mantissa.first ?? "0"
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let all = whole + fraction
        let leadingZeros = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leadingZeros)
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), whole.count + exponent - leadingZeros)
    }
}
