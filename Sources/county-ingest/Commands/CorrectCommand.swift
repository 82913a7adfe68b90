import ArgumentParser
import FiscalModel
import Glibc
import Ingesting

struct CorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: say("裁定一个数是多少", "Decide what a figure is"),
        discussion: say(
            """
            印出的数不改动：裁定另记一行，写明何人、何时、为何、针对印出的哪个数；重新装入后仍然有效。报告不再印那个数时，裁定不再适用，
            并作为问题列出。--value 与某处印的数相同，就是采信它；否则替代现在取用的数（或 --printed 指明的数）。

            退出码：0 已记录；64 命令行有误或有几种可能；66 没有这个单位或这个数；75 另一个进程正在写。
            """,
            """
            No printed figure is changed: the decision is a row of its own with who, when, why and the printed value that
            it is about, and outlives loading again.  Once no report prints that value it does not apply any more, and is
            listed as a finding.  A --value that is printed somewhere accepts it; any other takes the place of the one
            chosen now, or of the one that --printed names.

            Exit codes: 0 on record; 64 the command line is wrong or ambiguous; 66 no such unit or figure; 75 another
            process is writing.
            """))

    @OptionGroup var figure: FigureOptions
    @Option(help: help("这个数是多少；金额写元，或写明单位（2.56万元）", "what the figure is; money in yuan, or with its unit (2.56万元)"))
    var value: String
    @Option(help: help("印错的是哪个数（不写则为现在取用的）", "the printed value that is wrong, unless it is the one chosen"))
    var printed: String?
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let desk = try CorrectionDesk(path: warehouse.db, reference: try seeds.reference(), clock: utcNow)
        var request = figure.request(decision)
        request.value = value
        request.printed = printed
        let made = try desk.make(request)
        try desk.close()
        Console.write(
            made.verdict == .accepted
                ? say("已采信：\(made.printed)\n", "Accepted: \(made.printed.english)\n")
                : say(
                    "已更正：印的是 \(made.printed)，改为 \(made.value ?? made.printed)\n",
                    "Corrected: printed is \(made.printed.english), it is \((made.value ?? made.printed).english)\n"))
    }
}

/// Which figure a decision is about.
struct FigureOptions: ParsableArguments {
    @Option(help: help("单位全称", "full name of the unit"))
    var unit: String
    @Option(help: help("区划代码，同名单位时用", "division code, where units share a name"))
    var division: String?
    @Option(help: help("年度", "fiscal year"))
    var year: Int
    @Option(help: help("指标代码或名称", "code or label of the measure"))
    var measure: String
    @Option(
        help: help(
            "口径：initial_budget、adjusted_budget、budget、actual", "initial_budget, adjusted_budget, budget or actual"))
    var scenario: Scenario?
    @Option(help: help("项目名称，项目的数才写", "name of the project, for a project's figure"))
    var project: String?

    func request(_ decision: DecisionOptions) -> CorrectionRequest {
        CorrectionRequest(
            unit: unit, division: division, year: year, measure: measure, scenario: scenario, project: project,
            value: nil, reason: decision.reason, madeBy: decision.author)
    }
}

/// Who decides, and why.
struct DecisionOptions: ParsableArguments {
    @Option(help: help("理由", "why"))
    var reason: String
    @Option(help: help("何人（不写则为登录名）", "who decides (the login name by default)"))
    var by: String?

    var author: String { by ?? loginName }
}

/// The name that a decision bears where none is given.
var loginName: String {
    for name in ["USER", "LOGNAME"] {
        if let found = getenv(name), found.pointee != 0 { return String(cString: found) }
    }
    return "uid \(getuid())"
}

extension Scenario: ExpressibleByArgument {}
