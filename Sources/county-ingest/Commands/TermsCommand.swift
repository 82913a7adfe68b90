import ArgumentParser
import Ingesting
import Warehouse

struct TermsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: say("列出报告中出现、参考数据里没有的词语", "List terms that reports print and no seed knows"))

    @OptionGroup var warehouse: WarehouseOptions
    @Option(help: help("最多列几个", "how many to list at most"))
    var limit = 50
    @OptionGroup var shared: SharedOptions

    func run() throws {
        do {
            Console.write(try UnknownTerms(path: warehouse.db).text(limit: max(0, limit), in: spoken))
        } catch let error as WarehouseError {
            throw Complaint(error)
        }
    }
}
