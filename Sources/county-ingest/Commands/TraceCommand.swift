import ArgumentParser
import Ingesting
import Reading

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: say("显示每个阶段从一个文件里读出了什么", "Show what each stage made of a file"),
        discussion: say(
            "不需要数据仓库，也不写任何东西。输出一行一项，同样的文件在任何机器上输出相同。",
            "Needs no warehouse and writes nothing.  One line a thing; the same file prints the same everywhere."))

    @Argument(help: help("一个文件", "one file"))
    var file: String
    @Option(
        help: ArgumentHelp(
            say(
                "只看一个阶段：reading、identifying、extracting、reconciling",
                "one stage only: reading, identifying, extracting, reconciling"), valueName: "stage"))
    var after: Stage?
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let trace = Trace(
            reference: try seeds.reference(), reader: DocumentReader(recognition: reading.ocr))
        Console.write(try trace.text(of: file, after: after, in: spoken))
    }
}

extension Stage: ExpressibleByArgument {}
