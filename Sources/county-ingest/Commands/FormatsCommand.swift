import ArgumentParser
import Ingesting

struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: say("列出这台机器能读的格式和所用的软件", "List the formats readable here, and by which program"))

    @OptionGroup var shared: SharedOptions

    func run() throws {
        Console.write(FormatList.text(in: spoken))
    }
}
