import GRDB
import Terminal
import Warehouse

/// Why a document could not be written; nothing of it is in the warehouse.
public struct LoadingError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// The report's division code is in no seed.
        case unknownDivision(String)
        /// The report's kind of body is in no seed.
        case unknownKindOfBody(String)
        /// A measure code that is neither in the seeds nor a function or economic class.
        case unknownMeasure(String)
        /// A call out of order: a document before `beginRun`.
        case noRun
        /// The warehouse refused: SQLite's words.
        case refused(WarehouseError)
    }

    public var reason: Reason

    public init(_ reason: Reason) { self.reason = reason }

    /// What happened.
    public var what: Wording {
        switch reason {
        case .unknownDivision(let code):
            .init(zh: "行政区划代码 \(code) 不在种子数据中", en: "division code \(code) is in no seed")
        case .unknownKindOfBody(let code):
            .init(zh: "单位类别 \(code) 不在种子数据中", en: "kind of body \(code) is in no seed")
        case .unknownMeasure(let code):
            .init(zh: "指标代码 \(code) 不在种子数据中", en: "measure code \(code) is in no seed")
        case .noRun: .init(zh: "运行记录尚未开始", en: "no run was begun")
        case .refused(let error): error.what
        }
    }

    /// What to do next.
    public var help: Wording {
        switch reason {
        case .unknownDivision: .init(zh: "在 Seeds/divisions.csv 中补上", en: "add it to Seeds/divisions.csv")
        case .unknownKindOfBody: .init(zh: "在 Seeds/kinds_of_body.csv 中补上", en: "add it to Seeds/kinds_of_body.csv")
        case .unknownMeasure: .init(zh: "在 Seeds/measures.csv 中补上", en: "add it to Seeds/measures.csv")
        case .noRun: .init(zh: "先调用 beginRun", en: "call beginRun first")
        case .refused(let error): error.help
        }
    }
}

extension LoadingError {
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LoadingError: self = error
        case let error as WarehouseError: self.init(.refused(error))
        case let error as DatabaseError: self.init(.refused(WarehouseError(error, path: path)))
        default: self.init(.refused(WarehouseError(.failed(detail: "\(error)"), path: path)))
        }
    }
}
