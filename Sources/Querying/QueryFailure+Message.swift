import Terminal

/// What a person is told: what happened, what it means, and what to do about it.
public struct FailureMessage: Hashable, Sendable {
    public var headline: Wording
    public var consequence: Wording?
    public var help: Wording?

    public init(_ headline: Wording, consequence: Wording? = nil, help: Wording? = nil) {
        self.headline = headline
        self.consequence = consequence
        self.help = help
    }

    /// “错误：…”, “后果：…” and “办法：…” on lines of their own.
    public func text(in language: Language) -> String {
        let parts: [(Wording, Wording?)] = [
            (Wording(zh: "错误：", en: "error: "), headline), (Wording(zh: "  后果：", en: "  consequence: "), consequence),
            (Wording(zh: "  办法：", en: "  help: "), help),
        ]
        return parts.compactMap { label, part in part.map { label[language] + $0[language] + "\n" } }.joined()
    }
}

extension QueryFailure {
    public var message: FailureMessage {
        switch self {
        case .unknownUnit(let name, let nearest):
            FailureMessage(
                Wording(zh: "库中没有名为“\(name)”的单位", en: "no unit called “\(name)” is in the warehouse"),
                help: Self.suggestion(nearest, list: "units"))
        case .ambiguousUnit(let name, let matches):
            FailureMessage(
                Wording(zh: "“\(name)”对应多个单位", en: "several units answer to “\(name)”"),
                help: Wording(
                    zh: "请写全单位名称，或加 --county 区划代码：" + Self.list(matches, separator: "、"),
                    en: "give the full name of the unit, or add --county CODE: " + Self.list(matches, separator: ", ")))
        case .unknownPlace(let name, let level, let nearest):
            FailureMessage(
                Wording(
                    zh: "库中没有\(level.wording.zh)“\(name)”的报告",
                    en: "no report of the \(level.wording.en) “\(name)” is in the warehouse"),
                help: Self.suggestion(nearest.map { "\($0.name)（\($0.code)）" }, list: "units"))
        case .placeWithoutReport(let place):
            FailureMessage(
                Wording(
                    zh: "库中还没有\(place.name)（\(place.code)）的报告",
                    en: "no report of \(place.name) (\(place.code)) is in the warehouse yet"),
                help: Wording(
                    zh: "用 county-ingest load 载入它的报告；county-query units 列出已有单位",
                    en: "load one with county-ingest load; county-query units lists the units that have reports"))
        case .ambiguousPlace(let name, let level, let matches):
            FailureMessage(
                Wording(
                    zh: "有 \(matches.count) 个\(level.wording.zh)叫“\(name)”：" + Self.list(matches, separator: "、"),
                    en: "“\(name)” is found in \(matches.count) places: " + Self.list(matches, separator: ", ")),
                help: Wording(
                    zh: "请用区划代码指定，例如 --\(level.rawValue) \(matches[0].code)",
                    en: "choose by code, for example --\(level.rawValue) \(matches[0].code)"))
        case .noUnitMatchesAll:
            FailureMessage(
                Wording(zh: "没有单位同时符合所给的各项条件", en: "no unit matches all of the given options"),
                help: Wording(zh: "用 county-query units 查看库中单位", en: "county-query units lists the units"))
        case .unknownMeasure(let name, let nearest):
            FailureMessage(
                Wording(zh: "没有名为“\(name)”的指标", en: "there is no measure called “\(name)”"),
                help: Self.suggestion(nearest.map { "\($0.name)（\($0.code)）" }, list: "measures"))
        case .ambiguousMeasure(let name, let matches):
            FailureMessage(
                Wording(zh: "“\(name)”对应多个指标", en: "several measures are called “\(name)”"),
                help: Wording(
                    zh: "请用代码指定：" + Self.list(matches, separator: "、"),
                    en: "choose by code: " + Self.list(matches, separator: ", ")))
        case .unsuitableMeasure(let name, .money):
            FailureMessage(
                Wording(zh: "“\(name)”不是金额，不能用于这项查询", en: "“\(name)” is no amount of money, which this question needs"),
                help: Wording(zh: "用 county-query measures 查看金额类指标", en: "county-query measures lists those that are"))
        case .unsuitableMeasure(let name, .sum):
            FailureMessage(
                Wording(zh: "“\(name)”是比率或得分，不能相加", en: "“\(name)” is a rate or score and cannot be added up"),
                help: Wording(zh: "不加 --by，逐个单位查看", en: "leave away --by to see it unit by unit"))
        case .malformedYears(let text):
            FailureMessage(
                Wording(zh: "看不懂年度“\(text)”", en: "“\(text)” is no range of years"),
                help: Wording(
                    zh: "写成 2023、2021-2023、2021- 或 -2023", en: "write 2023, 2021-2023, 2021- or -2023"))
        case .nothingLoaded:
            FailureMessage(
                Wording(zh: "库中还没有报告", en: "the warehouse holds no report yet"),
                help: Wording(zh: "先用 county-ingest load 载入报告", en: "load reports with county-ingest load first"))
        case .malformedSQL(let reason):
            FailureMessage(
                Wording(zh: "SQL 有误：\(reason)", en: "the SQL is wrong: \(reason)"),
                help: Wording(
                    zh: "可查询的视图见 README；列名可用 SELECT * FROM v_fact LIMIT 1 查看",
                    en: "README lists the views; SELECT * FROM v_fact LIMIT 1 shows the columns of one"))
        case .severalStatements:
            FailureMessage(
                Wording(zh: "一次只能执行一条 SQL 语句", en: "one SQL statement at a time"),
                help: Wording(zh: "去掉分号之后的内容", en: "leave away what follows the semicolon"))
        case .noQuery:
            FailureMessage(
                Wording(zh: "这条语句不是查询，已拒绝执行", en: "refused, because the statement asks for nothing"),
                help: Wording(
                    zh: "只用 SELECT；改动数据请用 county-ingest", en: "use SELECT; county-ingest is what changes data"))
        case .hasParameters:
            FailureMessage(
                Wording(
                    zh: "语句里有参数（? 或 :name），没有可代入的值", en: "the statement has parameters (? or :name) without values"),
                help: Wording(zh: "把值直接写进语句，文字加单引号", en: "write the values into the statement, text in single quotes"))
        case .notAllowed(let what):
            FailureMessage(
                Wording(zh: "只读查询不允许：\(what)", en: "not allowed in a read-only query: \(what)"),
                help: Wording(zh: "只用 SELECT 查询视图和表", en: "use SELECT over views and tables"))
        case .tooLarge:
            FailureMessage(
                Wording(zh: "查询结果超出内存上限，已中止", en: "stopped, because the answer outgrew its memory"),
                help: Wording(zh: "缩小查询范围，或加 LIMIT", en: "ask for less, or add a LIMIT"))
        }
    }

    private static func suggestion(_ nearest: [String], list command: String) -> Wording {
        guard !nearest.isEmpty else {
            return Wording(zh: "用 county-query \(command) 查看全部", en: "county-query \(command) lists them all")
        }
        return Wording(
            zh: "您要找的是不是：" + nearest.joined(separator: "、") + "？用 county-query \(command) 查看全部",
            en: "did you mean " + nearest.joined(separator: ", ") + "? county-query \(command) lists them all")
    }

    private static func list(_ matches: [Match], separator: String) -> String {
        matches.map { "\($0.name)（\($0.code)）" }.joined(separator: separator)
    }
}

extension PlaceLevel {
    var wording: Wording {
        switch self {
        case .county: Wording(zh: "县（市、区）", en: "county")
        case .city: Wording(zh: "市（州）", en: "city")
        case .province: Wording(zh: "省（自治区、直辖市）", en: "province")
        }
    }
}
