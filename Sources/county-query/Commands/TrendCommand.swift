import ArgumentParser
import FiscalModel
import Querying

struct TrendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: say("逐年变化：数值、较上年增减、预算", "From year to year: value, change, budget beside it."),
        discussion: say(
            "默认为“三公”经费及其分项，逐个单位列出。增减只与上一年相比，缺数不补、未定不算。加 --by 按地区相加，并给出同一批单位的可比增减。",
            "Three public expenses with their parts by default, unit by unit. Changes are against the year before only; what is missing stays missing, what is undecided is not counted. With --by units are added up, and changes of the same units are told beside."
        ))

    @Argument(help: OptionHelp.measure) var measure = "three_public.total"
    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @Option(help: OptionHelp.scenario) var scenario = Scenario.actual
    @Option(name: .customLong("by"), help: .init(say("按地区相加", "Add up by place."))) var grouping: PlaceTrend.Grouping?
    @Flag(name: .customLong("same-units"), help: OptionHelp.sameUnits) var isSameUnitsOnly = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        if let grouping {
            try output.answer(
                PlaceTrend(
                    measure: measure, by: grouping, units: units.selection, years: years.range(), scenario: scenario,
                    isSameUnitsOnly: isSameUnitsOnly))
        } else {
            try output.answer(
                Trend(
                    measure: measure, units: units.selection, years: years.range(), scenario: scenario,
                    isSameUnitsOnly: isSameUnitsOnly))
        }
    }
}
