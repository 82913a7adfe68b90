/// One line that says how far a run is: bar, count, rate and time left.
///
/// A pure function of the numbers given, so that it can be tested; who draws it brings the clock and the terminal.
///
/// ```swift
/// ProgressBar(total: 2000).line(done: 500, seconds: 4, width: 60)
/// // "[██████░░░░░░░░░░░░░░░░░░░]   500/2000  125 份/秒  剩余 0:12"
/// ```
public struct ProgressBar: Hashable, Sendable {
    public var total: Int
    public var language: Language

    public init(total: Int, language: Language = .chinese) {
        self.total = total
        self.language = language
    }

    /// The line for a terminal of `width` columns; the bar shrinks first, and goes when there is no room for it.
    ///
    /// The time left is left out until a tenth of a second and one document have passed.
    public func line(done: Int, seconds: Double, width: Int) -> String {
        let count = String(total)
        var text = "\(String(done).padded(to: count.utf8.count, onLeft: true))/\(count)"
        if seconds >= 0.1, done > 0 {
            let rate = Double(done) / seconds
            text += "  " + Self.rate(rate) + Wording(zh: " 份/秒", en: " documents/s")[language]
            if done < total {
                let left = Int((Double(total - done) / rate).rounded(.up))
                text += Wording(zh: "  剩余 ", en: "  left ")[language] + Self.duration(left)
            }
        }
        let room = min(40, width - text.displayWidth - 4)
        guard room >= 8 else { return String(text.prefix(displayWidth: max(0, width))) }
        let filled = total == 0 ? room : room * min(done, total) / total
        return "[" + String(repeating: "█", count: filled) + String(repeating: "░", count: room - filled) + "]  " + text
    }

    /// “0.4”, “12.5”, “125”: three digits at most before they are all in front of the point.
    private static func rate(_ rate: Double) -> String {
        guard rate < 99.95 else { return String(Int(rate.rounded())) }
        let tenths = Int((rate * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// “0:07”, “12:30”, “3:05:00”.
    private static func duration(_ seconds: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }
}
