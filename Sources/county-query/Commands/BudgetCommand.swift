import ArgumentParser
import Querying

struct BudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: say("预算与决算对照：各阶段预算、决算、执行率", "Budgets against final accounts, with execution rates."),
        discussion: say(
            "默认为支出合计及其分项。执行率对比的预算依次取调整预算、预算数、年初预算，并注明是哪一个。",
            "Total expenditure with its parts by default. Rates are of the adjusted budget, else of the one whose stage the report leaves open, else of the initial one; the answer says which."
        ))

    @Argument(help: OptionHelp.measure) var measure = "expenditure.total"
    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.answer(BudgetExecution(measure: measure, units: units.selection, years: years.range()))
    }
}
