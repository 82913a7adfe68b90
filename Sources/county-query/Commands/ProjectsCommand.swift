import ArgumentParser
import Querying

struct ProjectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projects", abstract: say("项目支出：预算、决算、执行率、得分", "Projects: budget, spending, rate, score."))

    @Argument(help: .init(say("项目名称中的文字", "Words of the project's name."), valueName: "NAME")) var name: String?
    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.answer(Projects(units: units.selection, years: years.range(), name: name)) }
}
