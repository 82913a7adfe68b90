import FiscalModel
import Glibc
import ReferenceData

/// Weighs the years of a report: the fiscal year is the one its title and tables are about, not the day it was written.
struct FiscalYearClues {
    /// A year as printed: “2023年度”, “2023年”, “二〇二三年”, “[2024]”.
    struct Year: Hashable, Sendable {
        enum Form: Hashable, Sendable {
            /// 2023年度
            case fiscal
            /// 2023年
            case plain
            /// 2024年5月…
            case date
        }

        var value: Int
        var form: Form
        var range: Range<Int>
    }

    /// The years printed in a range of folded bytes, in order; numbers that are no year or stand in brackets are not.
    static func years(in bytes: [UInt8], _ range: Range<Int>) -> [Year] {
        var years: [Year] = []
        var next = range.lowerBound
        while let word = yearWord(in: bytes, next..<range.upperBound) {
            next = word + 3
            guard let (value, start) = yearNumber(in: bytes, before: word, from: range.lowerBound) else { continue }
            var form = Year.Form.plain
            if bytes[next..<range.upperBound].starts(with: "度".utf8) {
                form = .fiscal
                next += 3
            } else if isMonth(in: bytes, at: next, before: range.upperBound) {
                form = .date
            }
            years.append(Year(value: value, form: form, range: start..<next))
        }
        return years
    }

    /// Where the first “年” of a range stands.
    private static func yearWord(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        bytes.withUnsafeBytes { bytes in
            // NB: by its last byte, because the first one stands everywhere.
            var last = range.lowerBound + 2
            while last < range.upperBound, let start = bytes.baseAddress,
                let found = memchr(start + last, 0xB4, range.upperBound - last)
            {
                last = start.distance(to: UnsafeRawPointer(found))
                if bytes[last - 2] == 0xE5, bytes[last - 1] == 0xB9 { return last - 2 }
                last += 1
            }
            return nil
        }
    }

    private static let chineseDigits: [[UInt8]: Int] = [
        Array("〇".utf8): 0, Array("○".utf8): 0, Array("零".utf8): 0, Array("一".utf8): 1, Array("二".utf8): 2,
        Array("三".utf8): 3, Array("四".utf8): 4, Array("五".utf8): 5, Array("六".utf8): 6, Array("七".utf8): 7,
        Array("八".utf8): 8, Array("九".utf8): 9,
    ]

    /// Four digits, Latin or Chinese, that end before “年” and make a year of 1990 to 2099, and where they begin.
    private static func yearNumber(
        in bytes: [UInt8], before word: Int, from limit: Int
    ) -> (value: Int, start: Int)? {
        let end = word > limit && bytes[word - 1] == UInt8(ascii: " ") ? word - 1 : word
        guard end > limit else { return nil }
        let isLatin = (0x30...0x39).contains(bytes[end - 1])
        let width = isLatin ? 1 : 3
        let start = end - 4 * width
        guard start >= limit, !isLatin || start == 0 || !(0x30...0x39).contains(bytes[start - 1]) else { return nil }
        // Before most of these words stands neither a digit nor 二….
        guard isLatin || bytes[start] == 0xE4 && bytes[start + 1] == 0xBA && bytes[start + 2] == 0x8C else {
            return nil
        }
        var value = 0
        for index in stride(from: start, to: end, by: width) {
            if isLatin {
                guard (0x30...0x39).contains(bytes[index]) else { return nil }
                value = value * 10 + Int(bytes[index] - 0x30)
            } else {
                guard let digit = chineseDigits[Array(bytes[index..<(index + 3)])] else { return nil }
                value = value * 10 + digit
            }
        }
        return (1990...2099).contains(value) ? (value, start) : nil
    }

    /// “5月”, “12 月”, “五月”, “末”.
    private static func isMonth(in bytes: [UInt8], at start: Int, before end: Int) -> Bool {
        var index = start
        while index < end, bytes[index] == UInt8(ascii: " ") || (0x30...0x39).contains(bytes[index]) { index += 1 }
        if index > start { return bytes[index..<end].starts(with: "月".utf8) }
        for _ in 0..<2 {
            guard index + 3 <= end else { return false }
            let character = Array(bytes[index..<(index + 3)])
            if character == Array("月".utf8) { return index > start }
            guard chineseDigits[character] != nil || character == Array("十".utf8) else { return false }
            index += 3
        }
        return bytes[index..<end].starts(with: "月".utf8)
    }

    // MARK: Weighing

    private var weights: [Int: [String: Int]] = [:]
    private var latestDate: Int?

    init(text: ReportText, matches: ClueMatches) {
        var kinds = matches.kinds[...]
        // No year goes on over the end of a line.
        var years = Self.years(in: text.bytes, text.bytes.indices)[...]
        for line in text.lines {
            let own = years.prefix { $0.range.lowerBound < line.range.upperBound }
            years = years.dropFirst(own.count)
            guard !own.isEmpty, line.zone != .navigation else { continue }
            while let kind = kinds.first, kind.range.lowerBound < line.range.lowerBound { kinds.removeFirst() }
            let hasKind = kinds.first.map { line.range.contains($0.range.lowerBound) } ?? false
            weigh(own, in: line, hasKind: hasKind)
        }
    }

    private mutating func weigh(_ years: ArraySlice<Year>, in line: ReportText.Line, hasKind: Bool) {
        for year in years {
            switch (line.zone, year.form) {
            case (.publisher, _), (.navigation, _): break
            case (.ending, .date) where line.range.count < 60: latestDate = max(latestDate ?? 0, year.value)
            case (_, .date): add(year.value, "mention", 1)
            case (.metadata, let form), (.title, let form), (.joinedTitle, let form):
                // A cover names one year; a title that names two is about the first.
                let isFirst = year == years.first
                if hasKind {
                    add(year.value, "title", isFirst ? 50 : 15)
                } else {
                    add(year.value, "cover", form == .fiscal ? 25 : 12)
                }
            case (.heading, _) where hasKind, (_, .fiscal) where hasKind && line.range.count < 150:
                add(year.value, "heading", 10)
            case (_, .fiscal): add(year.value, "fiscal_year", 2)
            case (_, .plain): add(year.value, "mention", 1)
            }
        }
    }

    private mutating func add(_ year: Int, _ source: String, _ weight: Int) {
        weights[year, default: [:]][source, default: 0] += weight
    }

    private static let limits = ["title": 100, "cover": 50, "heading": 50, "fiscal_year": 40, "mention": 20]

    /// The years with their weights, the heaviest first.
    func ranked(for kind: ReportKind) -> [(year: Int, weight: Int, sources: [String: Int])] {
        var ranked = weights.map { year, sources in
            let capped = sources.reduce(into: [String: Int]()) { $0[$1.key] = min($1.value, Self.limits[$1.key] ?? 0) }
            return (year: year, weight: capped.values.reduce(0, +), sources: capped)
        }
        if let latestDate {
            // What is past is reported in the year after; a budget in its own year or at the end of the one before.
            let expected = kind == .budget ? latestDate : latestDate - 1
            for index in ranked.indices where ranked[index].year == expected {
                ranked[index].weight += 10
                ranked[index].sources["date_of_writing"] = 10
            }
        }
        return ranked.sorted { ($1.weight, $0.year) < ($0.weight, $1.year) }
    }
}
