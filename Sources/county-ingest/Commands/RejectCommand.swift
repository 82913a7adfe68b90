import ArgumentParser
import Ingesting

struct RejectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: say("裁定印出的某个数不是这个指标的数", "Decide that a printed value is not this figure"),
        discussion: say(
            "其余的数照常按规则取舍；全部否定了，这个数就没有。退出码同 correct。",
            "The rules choose among the others; with all rejected there is no such figure.  Exit codes as of correct."))

    @OptionGroup var figure: FigureOptions
    @Option(help: help("印的是哪个数（不写则为现在取用的）", "the printed value, unless it is the one chosen"))
    var value: String?
    @OptionGroup var decision: DecisionOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let desk = try CorrectionDesk(path: warehouse.db, reference: try seeds.reference(), clock: utcNow)
        var request = figure.request(decision)
        request.value = value
        request.isRejection = true
        let made = try desk.make(request)
        try desk.close()
        Console.write(say("已否定：\(made.printed)\n", "Rejected: \(made.printed.english)\n"))
    }
}
