/// Everything that is wrong with the seeds, each fault with its file and line, so that one look mends them all.
///
/// ```
/// measure_terms.csv:214: 指标 three_public.recption 不在 measures.csv 中
/// divisions.csv:88: 重复：431124 1981
/// ```
public struct SeedError: Error, Hashable, Sendable {
    /// Sorted by file and line.
    public var faults: [SeedFault]

    /// References into a file that could not be read are left out: they are no faults of their own, and a thousand of
    /// them would hide the one that is.
    public init(faults: [SeedFault]) {
        let unread = Set(faults.filter(\.isOfWholeFile).map(\.file))
        self.faults = faults.filter { fault in
            if case .unknownReference(_, _, let file) = fault.problem { !unread.contains(file) } else { true }
        }.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    }
}

extension SeedError: CustomStringConvertible {
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// One thing wrong in a seed file.
public struct SeedFault: Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        case missingFile
        case emptyFile
        case notUTF8
        case openQuote
        case strayQuote
        case fieldCount(found: Int, expected: Int)
        case missingColumn(String)
        case emptyField(column: String)
        /// A value of a column that is none of those allowed, or no number.
        case badValue(column: String, value: String)
        case duplicate(String)
        /// A code that has to stand in another file and does not.
        case unknownReference(column: String, value: String, file: String)
        /// A term that means one thing on this line and another elsewhere.
        case contradiction(term: String, line: Int, file: String)
    }

    public var file: String
    /// 1-based; 0 for a fault of the whole file.
    public var line: Int
    public var problem: Problem

    /// True where the file gave no rows for it.
    fileprivate var isOfWholeFile: Bool {
        switch problem {
        case .missingFile, .emptyFile, .notUTF8, .openQuote, .strayQuote, .fieldCount, .missingColumn: true
        case .emptyField, .badValue, .duplicate, .unknownReference, .contradiction: false
        }
    }

    public init(file: String, line: Int, problem: Problem) {
        self.file = file
        self.line = line
        self.problem = problem
    }
}

extension SeedFault: CustomStringConvertible {
    /// In Chinese: “measures.csv:12: …”.
    public var description: String { "\(place): \(problemZH)" }

    /// The same in English.
    public var englishDescription: String { "\(place): \(problemEN)" }

    private var place: String { line > 0 ? "\(file):\(line)" : file }

    /// The problem without its place, in Chinese.
    public var problemZH: String {
        switch problem {
        case .missingFile: "文件不存在或不能读取"
        case .emptyFile: "文件为空"
        case .notUTF8: "不是 UTF-8 文字（用电子表格另存时请选“CSV UTF-8”）"
        case .openQuote: "引号没有闭合"
        case .strayQuote: "引号位置不对（含引号的字段须整个加引号，内部引号写两遍）"
        case .fieldCount(let found, let expected): "有 \(found) 列，应有 \(expected) 列"
        case .missingColumn(let column): "缺少列 \(column)"
        case .emptyField(let column): "\(column) 不能为空"
        case .badValue(let column, let value): "\(column) 的值“\(value)”不合规定"
        case .duplicate(let key): "重复：\(key)"
        case .unknownReference(let column, let value, let file): "\(column) 的值“\(value)”不在 \(file) 中"
        case .contradiction(let term, let line, let file): "“\(term)”与 \(file):\(line) 矛盾"
        }
    }

    /// The same in English.
    public var problemEN: String {
        switch problem {
        case .missingFile: "the file is missing or cannot be read"
        case .emptyFile: "the file is empty"
        case .notUTF8: "not UTF-8 text (a spreadsheet has to save it as “CSV UTF-8”)"
        case .openQuote: "a quote never closes"
        case .strayQuote: "a quote in the wrong place (quote the whole field, double the quotes inside)"
        case .fieldCount(let found, let expected): "\(found) columns where \(expected) are expected"
        case .missingColumn(let column): "column \(column) is missing"
        case .emptyField(let column): "\(column) must not be empty"
        case .badValue(let column, let value): "\(column) may not be “\(value)”"
        case .duplicate(let key): "duplicate: \(key)"
        case .unknownReference(let column, let value, let file): "\(column) “\(value)” does not stand in \(file)"
        case .contradiction(let term, let line, let file): "“\(term)” contradicts \(file):\(line)"
        }
    }
}
