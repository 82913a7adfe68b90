import ArgumentParser
import FiscalModel
import Querying

struct PerCapitaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "per-capita",
        abstract: say("人均：按在职人数、会员总数或常住人口", "Money a head: staff in post, members or residents."),
        discussion: say(
            "人均精确计算，四舍五入到分。常住人口取最近一次普查，并注明年份。",
            "Quotients are exact, rounded half up to the fen. Residents are those of the last census, whose year is shown."
        ))

    @Argument(help: OptionHelp.measure) var measure = "three_public.total"
    @Option(name: .customLong("per"), help: .init(say("按谁平均", "Whose heads are counted."))) var head = PerCapita.Head
        .staff
    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @Option(help: OptionHelp.scenario) var scenario = Scenario.actual
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.answer(
            PerCapita(measure: measure, per: head, units: units.selection, years: years.range(), scenario: scenario))
    }
}
