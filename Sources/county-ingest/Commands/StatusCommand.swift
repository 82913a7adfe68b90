import ArgumentParser
import Ingesting
import Warehouse

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: say("列出文件、运行记录和隔离原因", "Show documents, runs, and what stands in quarantine and why"))

    @OptionGroup var warehouse: WarehouseOptions
    @Option(help: help("列出最近几次运行", "how many of the latest runs to list"))
    var runs = 10
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        do {
            let status = try WarehouseStatus(path: warehouse.db, reference: try seeds.reference())
            Console.write(try status.text(runs: max(0, runs), in: spoken))
        } catch let error as WarehouseError {
            throw Complaint(error)
        }
    }
}
