import Loading
import ReferenceData
import Terminal
import Warehouse

extension Complaint {
    /// What the warehouse says, with the way to end.
    public init(_ error: WarehouseError) {
        self.init(
            place: error.path, what: error.what, consequence: error.consequence, help: error.help,
            status: Ending(error.reason))
    }

    /// What the loader says that cannot go on.
    init(_ error: LoadingError, database: String) {
        if case .refused(let refusal) = error.reason {
            self.init(refusal)
            consequence = Wording(
                zh: "运行到此为止；此前装入的都在数据仓库里", en: "the run ends here; what was loaded before is in the warehouse")
        } else {
            self.init(place: database, what: error.what, help: error.help, status: .fault)
        }
    }

    /// Faults of the seeds, one a line with file and line.
    public init(_ error: SeedError) {
        self.init(
            what: Wording(
                zh: "参考数据有 \(error.faults.count) 处错误：\n"
                    + error.faults.map { "    \($0.description)" }.joined(separator: "\n"),
                en: "the seeds have \(error.faults.count) faults:\n"
                    + error.faults.map { "    \($0.englishDescription)" }.joined(separator: "\n")),
            consequence: Wording(zh: "什么都没有读，也没有写", en: "nothing was read or written"),
            help: Wording(zh: "改正上面的行后再运行", en: "mend these lines and run again"), status: .configuration)
    }
}

extension Ending {
    init(_ reason: WarehouseError.Reason) {
        self =
            switch reason {
            case .missing: .noInput
            case .exists: .cannotCreate
            case .foreign: .inputOutput
            case .newer, .older, .migrationFailed: .configuration
            case .busy: .tryLater
            case .cannotOpen: .cannotCreate
            case .denied, .readOnly: .notPermitted
            case .full, .timedOut, .failed: .inputOutput
            }
    }
}
