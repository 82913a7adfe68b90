import ArgumentParser
import Querying
import Warehouse

/// What the process ends with, after sysexits.h, so that scheduled jobs can tell one failure from another.
enum ExitStatus {
    /// The command line is wrong: EX_USAGE.
    static let usage: Int32 = 64
    /// An unknown or ambiguous unit, place or measure, or SQL that SQLite cannot compile: EX_DATAERR.
    static let data: Int32 = 65
    /// There is no warehouse in that file: EX_NOINPUT.
    static let noInput: Int32 = 66
    /// SQLite fails in another way: EX_SOFTWARE.
    static let software: Int32 = 70
    /// The answer cannot be written: EX_IOERR.
    static let output: Int32 = 74
    /// The time limit passed, the answer outgrew its memory, or the file is locked; may work next time: EX_TEMPFAIL.
    static let temporary: Int32 = 75
    /// SQL that does more than read: EX_NOPERM.
    static let notPermitted: Int32 = 77
    /// The warehouse belongs to another version of this program: EX_CONFIG.
    static let configuration: Int32 = 78

    static func of(_ failure: QueryFailure) -> Int32 {
        switch failure {
        case .malformedYears: usage
        case .tooLarge: temporary
        case .severalStatements, .noQuery, .notAllowed: notPermitted
        case .unknownUnit, .ambiguousUnit, .unknownPlace, .placeWithoutReport, .ambiguousPlace, .noUnitMatchesAll,
            .unknownMeasure, .ambiguousMeasure, .unsuitableMeasure, .nothingLoaded, .malformedSQL, .hasParameters:
            data
        }
    }

    static func of(_ error: WarehouseError) -> Int32 {
        switch error.reason {
        case .missing, .foreign, .exists, .cannotOpen: noInput
        case .newer, .older, .migrationFailed: configuration
        case .busy, .timedOut: temporary
        case .denied, .readOnly: notPermitted
        case .full: output
        case .failed: software
        }
    }

    static var help: String {
        say(
            """
            退出码（sysexits.h）：
              0   已回答（包括没有符合条件的数据）
              64  命令行有误                     65  单位、地区、指标或 SQL 有误
              66  没有这个数据仓库文件           70  SQLite 出错
              74  结果写不出去                   75  超时、过大或被占用，可再试
              77  拒绝执行：只读查询             78  数据仓库与程序版本不符
            """,
            """
            EXIT STATUS (sysexits.h):
              0   answered, even if nothing matches
              64  wrong command line             65  wrong unit, place, measure or SQL
              66  no such warehouse              70  SQLite failed
              74  the answer cannot be written   75  out of time or memory, or locked; try again
              77  refused: queries only read     78  warehouse of another program version
            """)
    }
}
