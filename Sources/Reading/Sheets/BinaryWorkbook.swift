import DocumentModel

/// The sheets of a BIFF8 workbook stream.
///
/// A stream is a row of records (kind, length, data).  What is too long for a record goes on in CONTINUE records, and a
/// string that is cut there changes its character width at the cut: hence `RecordText`.
struct BinaryWorkbook {
    private enum Kind {
        static let formula: UInt16 = 0x0006, end: UInt16 = 0x000A, date1904: UInt16 = 0x0022, encrypted: UInt16 = 0x002F
        static let continued: UInt16 = 0x003C, columns: UInt16 = 0x007D, sheet: UInt16 = 0x0085, manyRK: UInt16 = 0x00BD
        static let style: UInt16 = 0x00E0, merges: UInt16 = 0x00E5, strings: UInt16 = 0x00FC,
            sharedText: UInt16 = 0x00FD
        static let number: UInt16 = 0x0203, label: UInt16 = 0x0204, boolean: UInt16 = 0x0205,
            formulaText: UInt16 = 0x0207
        static let row: UInt16 = 0x0208, rk: UInt16 = 0x027E, format: UInt16 = 0x041E, begin: UInt16 = 0x0809
        static let richText: UInt16 = 0x00D6
    }

    private struct Record {
        var kind: UInt16
        var data: Range<Int>
        var next: Int
    }

    private let bytes: [UInt8]
    private let limits: ReadingLimits
    private(set) var sheets: [SheetBuilder] = []
    private var strings: [String] = []
    private var codes: [Int: String] = [:]
    private var styleFormats: [Int] = []
    private var formats: [Int: NumberFormat] = [:]
    private var startsIn1904 = false
    private var records = 0

    init(_ stream: [UInt8], limits: ReadingLimits) {
        bytes = stream
        self.limits = limits
    }

    mutating func read() throws(ReadingFailure) {
        guard let first = record(at: 0), first.kind == Kind.begin else {
            throw ReadingFailure(.damaged, zh: "工作簿的开头不对", en: "the workbook does not begin as one")
        }
        var places: [(offset: Int, name: String, isHidden: Bool)] = []
        var cursor = first.next
        globals: while let record = record(at: cursor) {
            cursor = record.next
            let start = record.data.lowerBound
            switch record.kind {
            case Kind.end: break globals
            case Kind.encrypted: throw ReadingFailure(.encrypted, zh: "工作簿有打开密码", en: "the workbook has a password")
            case Kind.date1904: startsIn1904 = bytes.uint16(at: start) == 1
            case Kind.format:
                var text = RecordText(bytes, [record.data.dropFirstBytes(2)])
                codes[Int(bytes.uint16(at: start))] = text.string(lengthBytes: 2)
            case Kind.style: styleFormats.append(Int(bytes.uint16(at: start + 2)))
            case Kind.sheet:
                guard record.data.count >= 8, bytes[start + 5] == 0 else { break }  // Charts and macros have no cells.
                var text = RecordText(bytes, [record.data.dropFirstBytes(6)])
                places.append((Int(bytes.uint32(at: start)), text.string(lengthBytes: 1), bytes[start + 4] & 3 != 0))
            case Kind.strings: readStrings(record, &cursor)
            default: break
            }
            guard places.count <= 4_096 else {
                throw ReadingFailure(.tooLarge, zh: "工作表过多", en: "there are too many sheets")
            }
        }
        for place in places {
            var builder = SheetBuilder(name: place.name, limits: limits)
            builder.isHidden = place.isHidden
            try readSheet(at: place.offset, &builder)
            sheets.append(builder)
        }
    }

    private func record(at offset: Int) -> Record? {
        guard offset >= 0, offset + 4 <= bytes.count else { return nil }
        let length = Int(bytes.uint16(at: offset + 2))
        let end = min(offset + 4 + length, bytes.count)
        return Record(kind: bytes.uint16(at: offset), data: offset + 4..<end, next: offset + 4 + length)
    }

    /// The ranges of a record and of those that go on with it; the cursor moves behind them.
    private func pieces(of record: Record, _ cursor: inout Int) -> [Range<Int>] {
        var ranges = [record.data]
        while let next = self.record(at: cursor), next.kind == Kind.continued {
            ranges.append(next.data)
            cursor = next.next
        }
        return ranges
    }

    private mutating func readStrings(_ record: Record, _ cursor: inout Int) {
        let count = Int(bytes.uint32(at: record.data.lowerBound + 4))
        var text = RecordText(bytes, pieces(of: record, &cursor))
        text.skip(8)
        strings.reserveCapacity(min(count, 100_000))
        while strings.count < count, !text.isAtEnd { strings.append(text.string(lengthBytes: 2)) }
    }

    // MARK: Cells

    private mutating func readSheet(at offset: Int, _ builder: inout SheetBuilder) throws(ReadingFailure) {
        guard let first = record(at: offset), first.kind == Kind.begin else {
            throw ReadingFailure(
                .damaged, zh: "工作表“\(builder.name)”的位置不对", en: "sheet “\(builder.name)” is not where the workbook says")
        }
        var cursor = first.next
        var depth = 1
        var waiting: (row: Int, column: Int)?
        while let record = record(at: cursor) {
            cursor = record.next
            records += 1
            // Sheets that share their records would be read as often as they are listed.
            guard records <= bytes.count else {
                throw ReadingFailure(.tooLarge, zh: "工作表互相重叠", en: "the sheets overlap each other")
            }
            let start = record.data.lowerBound
            let row = Int(bytes.uint16(at: start))
            let column = Int(bytes.uint16(at: start + 2))
            let style = Int(bytes.uint16(at: start + 4))
            switch record.kind {
            case Kind.begin: depth += 1
            case Kind.end:
                depth -= 1
                if depth == 0 { return }
            case _ where depth > 1: break
            case Kind.number: try builder.add(row: row, column: column, text: shown(double(at: start + 6), style))
            case Kind.rk:
                try builder.add(
                    row: row, column: column, text: shown(Self.unpacked(bytes.uint32(at: start + 6)), style))
            case Kind.manyRK:
                var place = start + 4
                var step = column
                while place + 6 <= record.data.upperBound - 2 {
                    let value = Self.unpacked(bytes.uint32(at: place + 2))
                    try builder.add(row: row, column: step, text: shown(value, Int(bytes.uint16(at: place))))
                    place += 6
                    step += 1
                }
            case Kind.sharedText:
                let index = Int(bytes.uint32(at: start + 6))
                if strings.indices.contains(index) { try builder.add(row: row, column: column, text: strings[index]) }
            case Kind.label, Kind.richText:
                var text = RecordText(bytes, [record.data.dropFirstBytes(6)])
                try builder.add(row: row, column: column, text: text.string(lengthBytes: 2))
            case Kind.boolean:
                guard record.data.count >= 8 else { break }
                let text =
                    bytes[start + 7] == 0
                    ? (bytes[start + 6] == 0 ? "FALSE" : "TRUE") : Self.errorText(bytes[start + 6])
                try builder.add(row: row, column: column, text: text)
            case Kind.formula:
                waiting = nil
                guard record.data.count >= 14 else { break }
                if bytes.uint16(at: start + 12) == 0xFFFF {
                    switch bytes[start + 6] {
                    case 0: waiting = (row, column)
                    case 1: try builder.add(row: row, column: column, text: bytes[start + 8] == 0 ? "FALSE" : "TRUE")
                    case 2: try builder.add(row: row, column: column, text: Self.errorText(bytes[start + 8]))
                    default: break
                    }
                } else {
                    try builder.add(row: row, column: column, text: shown(double(at: start + 6), style))
                }
            case Kind.formulaText:
                guard let place = waiting else { break }
                waiting = nil
                var text = RecordText(bytes, pieces(of: record, &cursor))
                try builder.add(row: place.row, column: place.column, text: text.string(lengthBytes: 2))
            case Kind.merges:
                let count = Int(bytes.uint16(at: start))
                for index in 0..<min(count, (record.data.count - 2) / 8) where record.data.count >= 10 {
                    let place = start + 2 + index * 8
                    let rows = (Int(bytes.uint16(at: place)), Int(bytes.uint16(at: place + 2)))
                    let columns = (Int(bytes.uint16(at: place + 4)), Int(bytes.uint16(at: place + 6)))
                    guard rows.0 <= rows.1, columns.0 <= columns.1 else { continue }
                    builder.merges.append(.init(rows: rows.0...rows.1, columns: columns.0...columns.1))
                }
            case Kind.row:
                if record.data.count >= 16, bytes[start + 12] & 0x20 != 0 { builder.hiddenRows.insert(row) }
            case Kind.columns:
                if record.data.count >= 10, bytes[start + 8] & 1 != 0, row <= column {
                    builder.hiddenColumns.append(row...column)
                }
            default: break
            }
        }
        // The stream ends inside the sheet: the tail is missing and nobody can tell which figures it held.
        throw ReadingFailure(.damaged, zh: "工作表“\(builder.name)”没有写完", en: "sheet “\(builder.name)” breaks off")
    }

    private mutating func shown(_ value: Double, _ style: Int) -> String {
        guard value.isFinite, let digits = DecimalDigits("\(value)") else { return "" }
        let id = styleFormats.indices.contains(style) ? styleFormats[style] : 0
        if let known = formats[id] { return known.text(digits) }
        let format = NumberFormat(codes[id] ?? NumberFormat.builtIn(id), startsIn1904: startsIn1904)
        formats[id] = format
        return format.text(digits)
    }

    private func double(at offset: Int) -> Double { Double(bitPattern: bytes.uint64(at: offset)) }

    /// A number in 30 bits: a whole number or the upper half of a double, both possibly times a hundred.
    private static func unpacked(_ packed: UInt32) -> Double {
        let value: Double
        if packed & 2 != 0 {
            value = Double(Int32(bitPattern: packed) >> 2)
        } else {
            value = Double(bitPattern: UInt64(packed & 0xFFFF_FFFC) << 32)
        }
        return packed & 1 != 0 ? value / 100 : value
    }

    private static func errorText(_ code: UInt8) -> String {
        switch code {
        case 0x00: "#NULL!"
        case 0x07: "#DIV/0!"
        case 0x0F: "#VALUE!"
        case 0x17: "#REF!"
        case 0x1D: "#NAME?"
        case 0x24: "#NUM!"
        default: "#N/A"
        }
    }
}

extension Range<Int> {
    fileprivate func dropFirstBytes(_ count: Int) -> Range<Int> {
        Swift.min(lowerBound + count, upperBound)..<upperBound
    }
}

/// Reads strings over the seams of CONTINUE records.
private struct RecordText {
    private let bytes: [UInt8]
    private let pieces: [Range<Int>]
    private var piece = 0
    private var index: Int

    init(_ bytes: [UInt8], _ pieces: [Range<Int>]) {
        self.bytes = bytes
        self.pieces = pieces
        index = pieces.first?.lowerBound ?? 0
    }

    var isAtEnd: Bool { piece >= pieces.count || (piece == pieces.count - 1 && index >= pieces[piece].upperBound) }

    mutating func skip(_ count: Int) {
        var rest = count
        while rest > 0, piece < pieces.count {
            let step = min(rest, pieces[piece].upperBound - index)
            index += step
            rest -= step
            if rest > 0 { advance() }
        }
    }

    /// A string with its length before it; the character width is told anew at every seam.
    mutating func string(lengthBytes: Int) -> String {
        var length = Int(byte())
        if lengthBytes == 2 { length |= Int(byte()) << 8 }
        let flags = byte()
        var isWide = flags & 1 != 0
        var runs = 0
        var extra = 0
        if flags & 8 != 0 { runs = Int(byte()) | Int(byte()) << 8 }
        if flags & 4 != 0 {
            extra = Int(byte()) | Int(byte()) << 8
            extra |= (Int(byte()) | Int(byte()) << 8) << 16
        }
        var units: [UInt16] = []
        units.reserveCapacity(length)
        while units.count < length, !isAtEnd {
            if index >= pieces[piece].upperBound {
                advance()
                isWide = byte() & 1 != 0
                continue
            }
            units.append(isWide ? UInt16(byte()) | UInt16(byte()) << 8 : UInt16(byte()))
        }
        skip(min(runs * 4 + extra, bytes.count))
        return SheetText.shown(Array(String(decoding: units, as: UTF16.self).utf8))
    }

    private mutating func byte() -> UInt8 {
        while piece < pieces.count, index >= pieces[piece].upperBound { advance() }
        guard piece < pieces.count else { return 0 }
        defer { index += 1 }
        return bytes[index]
    }

    private mutating func advance() {
        piece += 1
        if piece < pieces.count { index = pieces[piece].lowerBound }
    }
}
