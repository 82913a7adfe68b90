/// The administrative divisions of China since 2008, by code and by name.
///
/// ```swift
/// registry.division("431124", in: 2023)?.name        // "道县"
/// registry.place(of: "341523", in: 2022)              // 安徽省, 六安市, 舒城县
/// registry.search("鼓楼区", in: 2023)                  // .ambiguous([…four…])
/// registry.search("道懸", in: 2023)                    // .unknown(suggestions: […道县…])
/// registry.current(of: "341523")                      // ["341523"]
/// ```
public struct DivisionRegistry: Sendable {
    /// What a name or a code stands for.
    public enum SearchResult: Hashable, Sendable {
        case found(Division)
        /// Several of that name; sorted by code.
        case ambiguous([Division])
        /// None; the nearest names, nearest first.
        case unknown(suggestions: [Division])
    }

    /// Sorted by code and first year.
    public let all: [Division]
    private let indicesByName: Deferred<[String: [Int]]>

    init(_ divisions: [Division]) {
        let isBefore = { (a: Division, b: Division) in (a.code, a.validFrom) < (b.code, b.validFrom) }
        let isSorted = zip(divisions, divisions.dropFirst()).allSatisfy { !isBefore($1, $0) }
        let all = isSorted ? divisions : divisions.sorted(by: isBefore)
        self.all = all
        indicesByName = Deferred {
            Dictionary(grouping: all.indices) { all[$0].name }
        }
    }

    public func contains(_ code: String) -> Bool { !history(of: code).isEmpty }

    /// Every name and place a code has had, oldest first.
    public func history(of code: String) -> ArraySlice<Division> {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].code < code { low = middle + 1 } else { high = middle }
        }
        return all[low...].prefix { $0.code == code }
    }

    /// The division of a code in a year; when it did not stand then, as it was in the nearest year.
    public func division(_ code: String, in year: Int) -> Division? {
        history(of: code).min { $0.distance(to: year) < $1.distance(to: year) }
    }

    /// Divisions of exactly that name that stood in the year; else those of that name at any time.  Sorted by code.
    public func divisions(named name: String, in year: Int) -> [Division] {
        let ever = (indicesByName.value[name] ?? []).map { all[$0] }
        let then = ever.filter { $0.isValid(in: year) }
        return then.isEmpty ? ever : then
    }

    /// Province, city and county of a code in a year.
    public func place(of code: String, in year: Int) -> DivisionPlace? {
        guard let division = division(code, in: year) else { return nil }
        let city = division.city.isEmpty ? nil : division.city
        switch division.level {
        case .province: return DivisionPlace(province: division.name)
        case .city: return DivisionPlace(province: division.province, city: division.name)
        case .county: return DivisionPlace(province: division.province, city: city, county: division.name)
        }
    }

    /// The codes that stand today for a division: its own, or those it became.  Empty where none is on record.
    public func current(of code: String) -> [String] {
        var found: Set<String> = []
        var seen: Set<String> = []
        var pending = [code]
        while let next = pending.popLast() {
            guard seen.insert(next).inserted, let last = history(of: next).last else { continue }
            if last.validUntil == nil {
                found.insert(next)
            } else {
                pending += last.successors.filter { $0.year == nil }.map(\.code)
            }
        }
        return found.sorted()
    }

    /// The counties of a city or province, or the cities and counties of a province, that stood in the year.
    public func parts(of division: Division, level: Division.Level, in year: Int) -> [Division] {
        all.filter {
            $0.level == level && $0.isValid(in: year)
                && (division.level == .province ? $0.province == division.name : $0.city == division.name)
                && (division.level == .province || $0.province == division.province)
        }
    }

    /// What somebody who types a name or a code means: “道县”, “431124”, “永州市道县”, “湖南省道县”, “道” (short form).
    public func search(_ text: String, in year: Int) -> SearchResult {
        if let division = division(text, in: year) { return .found(division) }
        var matches = divisions(named: text, in: year)
        if matches.isEmpty { matches = divisions(withContext: text, in: year) }
        if matches.isEmpty {
            matches = all.filter {
                $0.isValid(in: year) && $0.name.hasPrefix(text) && !text.isEmpty && $0.shortForms.contains(text)
            }
        }
        switch matches.count {
        case 0: return .unknown(suggestions: suggestions(for: text, in: year))
        case 1: return .found(matches[0])
        default: return .ambiguous(matches)
        }
    }

    /// Divisions whose name ends the text while what stands before it is their city or province.
    private func divisions(withContext text: String, in year: Int) -> [Division] {
        all.filter { division in
            guard division.isValid(in: year), text.hasSuffix(division.name), text != division.name else { return false }
            var context = text.dropLast(division.name.count)
            for part in [division.city, division.province] where !part.isEmpty && context.hasSuffix(part) {
                context = context.dropLast(part.count)
            }
            return context.isEmpty
        }
    }

    /// The divisions whose names are nearest in characters to inserted, dropped or changed, at most six.
    public func suggestions(for name: String, in year: Int) -> [Division] {
        let wanted = Array(name.unicodeScalars)
        let limit = max(1, wanted.count / 2)
        let near = all.compactMap { division -> (distance: Int, division: Division)? in
            guard division.isValid(in: year) else { return nil }
            let distance = Self.editDistance(wanted, Array(division.name.unicodeScalars), limit: limit)
            return distance <= limit ? (distance, division) : nil
        }
        return near.sorted { ($0.distance, $0.division.code) < ($1.distance, $1.division.code) }.prefix(6)
            .map(\.division)
    }

    /// Levenshtein's distance, or `limit + 1` when it is larger than the limit.
    static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
        guard abs(a.count - b.count) <= limit else { return limit + 1 }
        var previous = Array(0...b.count)
        for (row, character) in a.enumerated() {
            var current = [row + 1]
            for (column, other) in b.enumerated() {
                current.append(
                    min(previous[column] + (character == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return min(previous[b.count], limit + 1)
    }
}

extension Division {
    /// Endings that name the kind of division; the longest that fits is cut for the short form.
    private static let endings = [
        "自治区", "自治州", "自治县", "自治旗", "特别行政区", "地区", "林区", "特区", "省", "市", "县", "区", "旗", "盟",
    ]

    /// Peoples as they stand in the names of autonomous divisions, as printed there.
    private static let peoples = [
        "各族", "蒙古族", "蒙古", "回族", "藏族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族",
        "哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜", "土族",
        "达斡尔族", "达斡尔", "仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯", "锡伯族", "普米族", "塔吉克", "怒族", "鄂温克族", "保安族",
        "裕固族", "独龙族", "鄂伦春",
    ]

    /// What reports write for it beside the full name: 芷江县 and 芷江 for 芷江侗族自治县, 湘西州 and 湘西自治州 for
    /// 湘西土家族苗族自治州, 江苏 for 江苏省.
    ///
    /// None shorter than two characters (道县 has none).
    public var shortForms: [String] {
        guard let ending = Self.endings.first(where: { name.ends(withBytesOf: $0) && name.count > $0.count + 1 }) else {
            return []
        }
        var stem = String(name.dropLast(ending.count))
        guard ending.hasPrefix("自治") else { return [stem] }
        while let people = Self.peoples.first(where: { stem.ends(withBytesOf: $0) && stem.count >= $0.count + 2 }) {
            stem = String(stem.dropLast(people.count))
        }
        if stem.hasSuffix("族") { stem.removeLast() }
        let lastCharacter = String(ending.suffix(1))
        var forms: Set<String> = stem.count >= 2 ? [stem] : []
        if level != .province { forms.insert(stem + lastCharacter) }
        if level == .city { forms.insert(stem + ending) }
        forms.remove(name)
        return forms.sorted()
    }
}
