import ReferenceData

/// Which province, city and county a report comes from, by everything in it that names a place.
///
/// It decides between divisions of one name (鼓楼区 stands in four cities) and places names that carry none (官仓镇人民政府).
struct DivisionContext {
    private let registry: DivisionRegistry
    private let clues: ClueTerms
    private let year: Int
    private var codes: [String: Int] = [:]
    private var cities: [String: Int] = [:]
    private var provinces: [String: Int] = [:]
    /// The division codes inside credit codes and web-site codes.
    private(set) var codeClues: [String: Int] = [:]

    init(text: ReportText, matches: ClueMatches, clues: ClueTerms, registry: DivisionRegistry, year: Int) {
        self.registry = registry
        self.clues = clues
        self.year = year
        for match in matches.divisions {
            let line = text.lines[text.lineIndex(at: match.range.lowerBound)]
            let isLoud = [.title, .metadata, .joinedTitle, .publisher].contains(line.zone)
            vote(divisions(of: match.term), weight: isLoud ? 5 : 1)
        }
        for (code, weight) in Self.codes(in: text.bytes) where registry.contains(code) {
            codeClues[code, default: 0] += weight
            vote(registry.division(code, in: year).map { [$0] } ?? [], weight: weight)
        }
    }

    private mutating func vote(_ divisions: [Division], weight: Int) {
        // A name that several divisions share speaks for each of them a little, for their cities not at all.
        guard let division = divisions.first else { return }
        guard divisions.count == 1 else {
            for division in divisions { codes[division.code, default: 0] += 1 }
            return
        }
        codes[division.code, default: 0] += weight
        provinces[division.province, default: 0] += weight
        if !division.city.isEmpty { cities[division.province + division.city, default: 0] += weight }
    }

    /// The divisions that a term names, as they stood in the year; else as they stood at any time.
    func divisions(of term: Int) -> [Division] {
        let term = clues.terms[term]
        if let code = term.areaDivision { return registry.division(code, in: year).map { [$0] } ?? [] }
        let all = term.divisions.map { registry.all[$0] }
        let then = all.filter { $0.isValid(in: year) }
        let chosen = then.isEmpty ? all : then
        // One code may have stood under two cities or names; it is one division.
        var seen: Set<String> = []
        return chosen.filter { seen.insert($0.code).inserted }
    }

    /// The division at the end of a chain of names (上海市, 普陀区), or those it may be.
    func resolve(chain: [Int]) -> [Division] {
        guard let last = chain.last else { return [] }
        var candidates = divisions(of: last)
        for outer in chain.dropLast().reversed() {
            let frames = divisions(of: outer)
            let fitting = candidates.filter { inner in frames.contains { Self.lies(inner, in: $0) } }
            if !fitting.isEmpty { candidates = fitting }
        }
        return decide(candidates)
    }

    /// The division a local name belongs to, by the level its first character tells.
    func resolve(localName name: String) -> [Division] {
        let mark = name.first.map(String.init) ?? ""
        let candidates = codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .compactMap { registry.division($0.key, in: year) }
            .filter { division in
                switch mark {
                case "县", "旗": division.level == .county && division.name.hasSuffix(mark)
                case "区": division.level == .county && division.name.hasSuffix(mark)
                case "市": division.name.hasSuffix(mark)
                case "州", "盟": division.level == .city && division.name.hasSuffix(mark)
                case "省": division.level == .province
                default: division.level == .county
                }
            }
        guard let first = candidates.first else { return [] }
        let best = codes[first.code] ?? 0
        return decide(candidates.filter { (codes[$0.code] ?? 0) == best })
    }

    private static func lies(_ inner: Division, in outer: Division) -> Bool {
        switch outer.level {
        case .province: inner.province == outer.name
        case .city: inner.province == outer.province && inner.city == outer.name
        // 县级市 that was a city before, or a county named twice.
        case .county: inner.code == outer.code
        }
    }

    /// The one candidate that the rest of the report supports most; all of the best where none stands out.
    private func decide(_ candidates: [Division]) -> [Division] {
        guard candidates.count > 1 else { return candidates }
        let scored = candidates.map { division in
            (division: division, score: support(for: division))
        }
        let best = scored.map(\.score).max() ?? 0
        return scored.filter { $0.score == best }.map(\.division)
    }

    private func support(for division: Division) -> Int {
        let city = division.city.isEmpty ? 0 : cities[division.province + division.city] ?? 0
        return 4 * (codeClues[division.code] ?? 0) + 2 * city + (provinces[division.province] ?? 0)
    }

    /// Division codes inside unified social credit codes (digits 3 to 8 of 18) and web-site codes (1 to 6 of 10).
    private static func codes(in bytes: [UInt8]) -> [String: Int] {
        var found: [String: Int] = [:]
        var index = 0
        while true {
            index = startOfCode(in: bytes, from: index)
            guard index < bytes.count else { break }
            var end = index
            while end < bytes.count, isCodeByte(bytes[end]) { end += 1 }
            let run = bytes[index..<end]
            if run.count == 18, run.dropFirst(2).prefix(6).allSatisfy(isDigit) {
                found[String(decoding: run.dropFirst(2).prefix(6), as: UTF8.self), default: 0] += 10
            } else if run.count == 10, run.allSatisfy(isDigit), bytes[..<index].dropLast().hasSuffix("标识码".utf8) {
                found[String(decoding: run.prefix(6), as: UTF8.self), default: 0] += 3
            }
            index = end
        }
        return found
    }

    /// Where the next run of letters and digits as long as a code begins.
    private static func startOfCode(in bytes: [UInt8], from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            // Such a run holds one byte in so many.
            var index = start + shortestCode - 1
            while index < bytes.count, !isCodeByte(bytes[index]) { index += shortestCode }
            while index > start, index <= bytes.count, isCodeByte(bytes[index - 1]) { index -= 1 }
            return index
        }
    }

    private static let shortestCode = 10

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isCodeByte(_ byte: UInt8) -> Bool { isDigit(byte) || (0x41...0x5A).contains(byte) }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ other: String.UTF8View) -> Bool { suffix(other.count).elementsEqual(other) }
}
