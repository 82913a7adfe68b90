import FiscalModel

/// One of the two classifications of 政府收支分类科目.
public enum Classification: String, Hashable, Sendable, CaseIterable {
    /// 支出功能分类: 类 (201), 款 (20128), 项 (2012801).
    case function
    /// 支出经济分类 of department budgets: 类 (302), 款 (30217).
    case economic

    /// Digits of the codes of each level, outermost first.
    public var levelLengths: [Int] {
        switch self {
        case .function: [3, 5, 7]
        case .economic: [3, 5]
        }
    }

    public func measure(_ code: some StringProtocol) -> MeasureCode {
        switch self {
        case .function: .function(code)
        case .economic: .economic(code)
        }
    }

    fileprivate var file: String {
        switch self {
        case .function: "function_codes"
        case .economic: "economic_codes"
        }
    }
}

/// The function and economic classes of expenditure, by code and by name.
///
/// The lists are those that small bodies use.  A report prints code and name itself: a code that is not listed is as
/// good, under its prefix.
///
/// ```swift
/// codes.name(of: "2012801", in: .function)              // "行政运行"
/// codes.codes(named: "公务接待费", in: .economic)         // ["30217"]
/// codes.codes(named: "行政运行", in: .function, under: "20128")  // ["2012801"]
/// codes.ancestors(of: "2013802", in: .function)         // ["201", "20138"]
/// ```
public struct ClassificationCodes: Sendable {
    private struct List: Sendable {
        /// In the file's order.
        var codes: [String] = []
        var names: [String: String] = [:]
        var codesByName: Deferred<[[UInt8]: [String]]>
    }

    private let function: List
    private let economic: List

    private func list(_ classification: Classification) -> List {
        switch classification {
        case .function: function
        case .economic: economic
        }
    }

    /// All listed codes, sorted.
    public func codes(in classification: Classification) -> [String] { list(classification).codes }

    /// The official name; nil for a code that is not listed.
    public func name(of code: some StringProtocol, in classification: Classification) -> String? {
        list(classification).names[String(code)]
    }

    /// The listed codes of that name, typography apart, sorted; only those under `parent`, if given.
    ///
    /// “行政运行” names many 项: without the 类 or 款 it stands under, the answer is no single code.
    public func codes(named name: String, in classification: Classification, under parent: String = "") -> [String] {
        codes(named: FoldedText(name).bytes, in: classification, under: parent)
    }

    /// The same with the name folded already.
    public func codes(
        named folded: [UInt8], in classification: Classification, under parent: String = ""
    ) -> [String] {
        (list(classification).codesByName.value[folded] ?? []).filter { $0.hasPrefix(parent) && $0 != parent }
    }

    /// True when digits could be a code of the classification: as long as one of its levels, in the right range.
    public func isWellFormed(_ code: some StringProtocol, in classification: Classification) -> Bool {
        guard classification.levelLengths.contains(code.utf8.count),
            code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        switch classification {
        case .function: return code.hasPrefix("2")
        case .economic: return code.hasPrefix("30") || code.hasPrefix("31") || code.hasPrefix("39")
        }
    }

    /// The codes it stands under, outermost first, listed or not.
    public func ancestors(of code: String, in classification: Classification) -> [String] {
        classification.levelLengths.filter { $0 < code.utf8.count }.map { String(code.prefix($0)) }
    }
}

extension ClassificationCodes {
    static func load(from reader: inout SeedReader) -> ClassificationCodes {
        ClassificationCodes(
            function: load(.function, from: &reader), economic: load(.economic, from: &reader))
    }

    private static func load(_ classification: Classification, from reader: inout SeedReader) -> List {
        let file = classification.file
        let rows = reader.rows(of: file, columns: ["code", "name", "parent"], notEmpty: ["code", "name"])
        let known = Set(rows.map { $0["code"] })
        var names: [String: String] = [:]
        for row in rows {
            let code = row["code"]
            let expected = classification.levelLengths.last { $0 < code.utf8.count }.map { String(code.prefix($0)) }
            if !classification.levelLengths.contains(code.utf8.count) {
                reader.report(.badValue(column: "code", value: code), in: file, line: row.line)
            } else if row["parent"] != expected ?? "" {
                reader.report(.badValue(column: "parent", value: row["parent"]), in: file, line: row.line)
            } else if let expected, !known.contains(expected) {
                reader.report(
                    .unknownReference(column: "parent", value: expected, file: file + ".csv"), in: file,
                    line: row.line)
            }
            if names.updateValue(row["name"], forKey: code) != nil {
                reader.report(.duplicate(code), in: file, line: row.line)
            }
        }
        let codes = names.keys.sorted()
        let named = codes.map { ($0, names[$0] ?? "") }
        return List(
            codes: codes, names: names,
            codesByName: Deferred {
                var index: [[UInt8]: [String]] = [:]
                for (code, name) in named { index[FoldedText(name).bytes, default: []].append(code) }
                return index
            })
    }
}
