import ArgumentParser
import Querying

struct IndicatorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: say("绩效指标：年度指标值、实际完成值、分值、得分", "Performance indicators with target, actual and score."))

    @Argument(help: .init(say("指标或项目名称中的文字", "Words of the indicator's or project's name."), valueName: "NAME"))
    var name: String?
    @Flag(name: .customLong("lost-points"), help: .init(say("只看扣了分的", "Only those that lost points.")))
    var isLosingOnly = false
    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.answer(
            Indicators(units: units.selection, years: years.range(), name: name, isLosingOnly: isLosingOnly))
    }
}
