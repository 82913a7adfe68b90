import ArgumentParser
import FiscalModel
import Querying
import Terminal
import Warehouse

/// What every command understands: which warehouse, how long, and how the answer is written.
struct OutputOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: .init(say("数据仓库文件", "The warehouse."), valueName: "FILE"))
    var path = "warehouse.sqlite"

    @Option(help: .init(say("输出格式", "How the answer is written.")))
    var format = AnswerFormat.table

    @Option(help: .init(say("金额单位：wan 万元，yuan 元", "Unit of amounts: wan is 10,000 yuan.")))
    var money = RenderingOptions.Money.wan

    @Option(name: .customLong("lang"), help: .init(say("语言", "Language.")))
    var language = Language.chinese

    @Flag(
        name: .customLong("no-bom"),
        help: .init(say("CSV 不带字节序标记（Excel 需要它）", "CSV without the byte-order mark that Excel needs.")))
    var hasNoByteOrderMark = false

    @Flag(help: .init(say("不输出标题和说明", "Leave out title and notes.")))
    var bare = false

    @Option(help: .init(say("时限（秒）", "Time limit in seconds."), valueName: "SECONDS"))
    var timeout = 30.0

    func validate() throws {
        guard timeout > 0, timeout <= 86_400 else {
            throw ValidationError(
                say("--timeout 应在 0 到 86400 秒之间", "--timeout is more than 0 and at most 86400 seconds"))
        }
    }

    /// Asks and writes the answer.
    func answer(_ question: some Question) throws {
        WarehouseMemory.limit(to: 512 << 20)
        let answer = try AnswerDesk(at: path, timeout: .seconds(timeout)).answer(question)
        let options = RenderingOptions(
            language: language, money: money, hasByteOrderMark: !hasNoByteOrderMark, isBare: bare)
        var page = OutputPage(StandardOutput.write)
        format.write(answer, with: options, to: &page)
        page.end()
        // A file of rows alone would be taken for all of them.
        if let cut = answer.cut, format == .csv || bare { StandardOutput.complain(cut[language] + "\n") }
    }
}

/// Which units a question is about.
struct UnitOptions: ParsableArguments {
    @Option(
        name: .customLong("unit"),
        help: .init(say("单位全称（可多次）", "Full name of a unit (repeatable)."), valueName: "NAME"))
    var units: [String] = []

    @Option(
        name: .customLong("county"),
        help: .init(say("县（市、区）名、市名加县名，或六位代码（可多次）", "County by name or code (repeatable)."), valueName: "NAME"))
    var counties: [String] = []

    @Option(
        name: .customLong("city"),
        help: .init(say("市（州）名或代码（可多次）", "City by name or code (repeatable)."), valueName: "NAME"))
    var cities: [String] = []

    @Option(
        name: .customLong("province"),
        help: .init(say("省名或代码（可多次）", "Province by name or code (repeatable)."), valueName: "NAME"))
    var provinces: [String] = []

    var selection: UnitSelection {
        UnitSelection(units: units, counties: counties, cities: cities, provinces: provinces)
    }
}

/// Which fiscal years a question is about.
struct YearOptions: ParsableArguments {
    @Option(
        name: .customLong("years"),
        help: .init(say("年度：2023、2021-2023、2021-、-2023", "Years: 2023, 2021-2023, 2021- or -2023."), valueName: "A-B"))
    var text: String?

    /// - Throws: `QueryFailure.malformedYears`
    func range() throws -> YearRange { try text.map { try YearRange($0) } ?? .all }
}

extension AnswerFormat: ExpressibleByArgument {}
extension RenderingOptions.Money: ExpressibleByArgument {}
extension PerCapita.Head: ExpressibleByArgument {}
extension PlaceTrend.Grouping: ExpressibleByArgument {}
extension Scenario: ExpressibleByArgument {}
extension Finding.Rule: ExpressibleByArgument {}
extension Finding.Severity: ExpressibleByArgument {}

extension Language: ExpressibleByArgument {
    public init?(argument: String) { self.init(code: argument) }
}

/// Help texts that several commands share.
enum OptionHelp {
    static var measure: ArgumentHelp {
        .init(
            say("指标代码或名称（用 measures 命令查看）", "Code or label of a measure; `measures` lists them."), valueName: "MEASURE")
    }

    static var scenario: ArgumentHelp {
        .init(say("口径：年初预算、调整预算、预算数、决算数", "Stage of the fiscal year."))
    }

    static var sameUnits: ArgumentHelp {
        .init(say("只看各年齐全的单位", "Only units that have every year."))
    }
}
