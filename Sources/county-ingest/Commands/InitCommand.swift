import ArgumentParser
import Ingesting
import Warehouse

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: say("新建空的数据仓库，或升级旧的", "Make an empty warehouse, or migrate an older one"))

    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        do throws(WarehouseError) {
            let opened = try Warehouse.openOrCreate(at: warehouse.db)
            try opened.close()
            Console.write(say("数据仓库已就绪：\(warehouse.db)\n", "The warehouse is ready: \(warehouse.db)\n"))
            if let backup = opened.backupPath {
                Console.write(say("升级前的副本：\(backup)\n", "The copy made before the migration: \(backup)\n"))
            }
        } catch {
            throw Complaint(error)
        }
    }
}
