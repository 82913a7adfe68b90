import SeedData

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Hands out the rows of seed files and gathers every fault met on the way, so that all are reported together.
struct SeedReader {
    /// A row with its columns by name.
    struct Row {
        fileprivate let table: CommaSeparatedTable
        fileprivate let index: Int

        /// 1-based line of the file.
        var line: Int { table.line(ofRow: index) }

        /// The field of a column that `rows(of:columns:)` has asked for.
        subscript(column: String) -> String {
            // A dozen short names at most: looking along them is faster than hashing.
            table.header.firstIndex(of: column).map { table[index, $0] } ?? ""
        }
    }

    private var files: SeedFiles
    private(set) var faults: [SeedFault] = []

    init(files: SeedFiles) { self.files = files }

    /// The rows of a file; none, with faults, when the file or one of the columns is missing.
    mutating func rows(of name: String, columns wanted: [String], notEmpty: Set<String> = []) -> [Row] {
        let file = name + ".csv"
        guard let bytes = files.bytes(of: name) else {
            faults.append(.init(file: file, line: 0, problem: .missingFile))
            return []
        }
        let table: CommaSeparatedTable
        do throws(CommaSeparatedTable.Malformed) {
            table = try CommaSeparatedTable(bytes: bytes)
        } catch {
            faults.append(.init(file: file, line: error.line, problem: error.reason))
            return []
        }
        let missing = wanted.filter { !table.header.contains($0) }
        faults += missing.map { .init(file: file, line: table.headerLine, problem: .missingColumn($0)) }
        guard missing.isEmpty else { return [] }
        for (column, name) in table.header.enumerated() where notEmpty.contains(name) {
            for row in 0..<table.rowCount where table.isEmpty(row: row, column: column) {
                faults.append(.init(file: file, line: table.line(ofRow: row), problem: .emptyField(column: name)))
            }
        }
        return (0..<table.rowCount).map { Row(table: table, index: $0) }
    }

    mutating func report(_ problem: SeedFault.Problem, in name: String, line: Int) {
        faults.append(.init(file: name + ".csv", line: line, problem: problem))
    }

    /// Faults for words that this program has nothing to do for: a column's value that no row of the built-in file has.
    ///
    /// What a role, form or scope does stands in the rooms' code, and the tests hold the built-in rows to it.
    mutating func checkKnown(_ columns: [String], of rows: [Row], in name: String) {
        guard case .folder = files else { return }
        var builtIn = SeedReader(files: .embedded)
        let known = builtIn.rows(of: name, columns: columns)
        for column in columns {
            let values = Set(known.map { $0[column] })
            for row in rows where !row[column].isEmpty && !values.contains(row[column]) {
                report(.badValue(column: column, value: row[column]), in: name, line: row.line)
            }
        }
    }

    /// The whole number in a column; nil, with a fault, when it is none.
    mutating func number(_ row: Row, _ column: String, in name: String) -> Int? {
        if let number = Int(row[column]) { return number }
        report(.badValue(column: column, value: row[column]), in: name, line: row.line)
        return nil
    }
}

/// The bytes of the seed files: those built in, or those of a folder.
enum SeedFiles: Sendable {
    case embedded
    case folder(String)

    static let names: [String] = (0..<seed_file_count()).map { String(cString: seed_file_at($0).pointee.name) }

    func bytes(of name: String) -> [UInt8]? {
        switch self {
        case .embedded:
            for index in 0..<seed_file_count() {
                let file = seed_file_at(index).pointee
                guard strcmp(file.name, name) == 0 else { continue }
                return Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
            }
            return nil
        case .folder(let folder):
            return Self.contents(ofFile: folder + "/" + name + ".csv")
        }
    }

    private static func contents(ofFile path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        let chunk = 1 << 16
        while true {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: chunk))
            let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress! + start, 1, chunk, file) }
            bytes.removeLast(chunk - count)
            if count < chunk { return ferror(file) == 0 ? bytes : nil }
        }
    }
}
