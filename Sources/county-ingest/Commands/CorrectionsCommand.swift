import ArgumentParser
import Foundation
import Ingesting
import Terminal

struct CorrectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrections",
        abstract: say("列出、撤回、导出、导入人工裁定", "List, withdraw, export and import people's decisions"),
        subcommands: [List.self, Withdraw.self, Export.self, Import.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("列出全部人工裁定和是否适用", "List all decisions, and whether they apply"))
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var seeds: SeedOptions
        @OptionGroup var shared: SharedOptions

        func run() throws {
            try withDesk(warehouse, seeds) { Console.write(try $0.list(in: spoken)) }
        }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: say("撤回一项裁定", "Take a decision back"))
        @Argument(help: help("corrections list 中的编号", "its number in corrections list"))
        var number: Int64
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var seeds: SeedOptions
        @OptionGroup var shared: SharedOptions

        func run() throws {
            try withDesk(warehouse, seeds) { try $0.withdraw(number) }
            Console.write(say("已撤回第 \(number) 号\n", "Number \(number) is withdrawn\n"))
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("导出为 CSV，便于版本管理", "Write all decisions to a CSV file, to keep under version control"))
        @Argument(help: help("CSV 文件；- 为标准输出", "the CSV file; - for standard output"))
        var file: String
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var seeds: SeedOptions
        @OptionGroup var shared: SharedOptions

        func run() throws {
            try withDesk(warehouse, seeds) { desk in
                let text = try desk.exported()
                if file == "-" { return Console.write(text) }
                do {
                    try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
                } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
                    throw Complaint(
                        place: file, what: Wording(zh: "磁盘已满", en: "the disk is full"),
                        consequence: Wording(zh: "原来的文件未被改动", en: "the file is as it was"),
                        help: Wording(zh: "腾出空间后再运行", en: "make room and run again"), status: .inputOutput)
                } catch {
                    throw Complaint(
                        place: file, what: Wording(zh: "写不了", en: "cannot be written"),
                        help: Wording(zh: "检查文件夹和权限", en: "check the folder and the rights to it"),
                        status: .cannotCreate)
                }
            }
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say("从 CSV 导入；已有的不重复", "Take decisions in from a CSV file; those on record are left alone"))
        @Argument(help: help("corrections export 写出的 CSV 文件", "a CSV file as corrections export writes it"))
        var file: String
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var seeds: SeedOptions
        @OptionGroup var shared: SharedOptions

        func run() throws {
            try withDesk(warehouse, seeds) { desk in
                let count = try desk.importing(file)
                Console.write(say("变动 \(count) 行\n", "\(count) rows changed\n"))
            }
        }
    }
}

/// Opens the warehouse for decisions and closes it after.
private func withDesk(
    _ warehouse: WarehouseOptions, _ seeds: SeedOptions, _ body: (CorrectionDesk) throws -> Void
) throws {
    let desk = try CorrectionDesk(path: warehouse.db, reference: try seeds.reference(), clock: utcNow)
    try body(desk)
    try desk.close()
}
