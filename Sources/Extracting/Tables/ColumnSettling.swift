/// Settles by the cells below what a header leaves open.
///
/// Headers of real forms are incomplete: a label column may have a header of its own kind (项目资金（万元） over
/// 年度资金总额), a cell may be missing in the header row, one header may stand above columns that say different things.
/// What the cells below do not settle is left unread.
struct ColumnSettling {
    let grid: TableGrid
    let form: TableForm
    let vocabulary: TableVocabulary

    /// What a column holds below its header.
    private struct Tally {
        var texts = 0
        var figures = 0
        /// Words in rows that have a figure further to the right.
        var labels = 0
    }

    func settle(_ section: inout TableSection) {
        let tallies = self.tallies(of: section)
        findCodes(&section)
        moveSlippedHeader(&section, tallies)
        var isLeading = true
        var isNamed = false
        for column in section.columns.indices {
            let tally = tallies[column]
            if tally.figures > 0 { isLeading = false }
            if isLeading, section.unit == nil { section.unit = section.columns[column].unit }
            switch section.columns[column].kind {
            case .label where section.columns[column].words.isEmpty && tally.figures > tally.texts,
                .label where section.columns[column].words.isEmpty && tally.figures == 0 && tally.texts == 0:
                section.columns[column].kind = .ignored
            case .ignored where tally.texts > tally.figures && !isWordy(section.columns[column], isNamed: isNamed):
                section.columns[column].kind = .label
            case .figure where tally.figures == 0 && tally.texts > 0:
                section.columns[column].kind = .label
            default: break
            }
            switch section.columns[column].kind {
            case .label, .code, .projectName, .unitName: isNamed = isNamed || tally.labels > 0
            default: break
            }
        }
        dropGovernmentBlocks(&section)
        dropDivided(&section)
        dropLostSubtotals(&section)
    }

    /// 小计 with nothing above it beside a 合计 is of a group whose name the header lost.
    private func dropLostSubtotals(_ section: inout TableSection) {
        let wholes = section.columns.filter { $0.kind == .figure && $0.words.count == 1 }.flatMap(\.words)
        guard wholes.contains("合计") || wholes.contains("总计") else { return }
        for column in section.columns.indices
        where section.columns[column].kind == .figure && section.columns[column].words == ["小计"] {
            section.columns[column].kind = .ignored
        }
    }

    private func tallies(of section: TableSection) -> [Tally] {
        var tallies = Array(repeating: Tally(), count: section.columns.count)
        for row in section.dataRows.prefix(400) {
            var texts: [Int] = []
            for cell in grid.anchors(inRow: row) where cell.column < tallies.count {
                let covered = cell.column..<min(cell.columnEnd, tallies.count)
                if cell.isText {
                    for column in covered { tallies[column].texts += 1 }
                    texts.append(cell.column)
                } else if cell.isFigure {
                    for column in covered { tallies[column].figures += 1 }
                    for column in texts { tallies[column].labels += 1 }
                    texts.removeAll(keepingCapacity: true)
                }
            }
        }
        return tallies
    }

    /// A column of codes of the classifications is one, whether its header says 科目编码 or only 编码, which may be a unit's.
    private func findCodes(_ section: inout TableSection) {
        for column in section.columns.indices
        where [.unitName, .label, .lineNumber].contains(section.columns[column].kind) {
            var codes = 0
            var others = 0
            var hasLower = false
            for row in section.dataRows.prefix(400) {
                guard let cell = grid.cell(row, column), cell.row == row, !cell.isBlank, cell.columnSpan == 1 else {
                    continue
                }
                if cell.isFigure, let digits = RowReader.codeDigits(cell.label), RowReader.isClassificationCode(digits)
                {
                    codes += 1
                    hasLower = hasLower || digits.utf8.count > 3
                } else {
                    others += 1
                }
            }
            if hasLower, codes >= 2, others * 4 <= codes { section.columns[column].kind = .code }
        }
    }

    /// Moves the header one column to the right where its row lacks the cell above the labels:
    ///
    ///     项目资金 | 年初预算数 | 执行数 |
    ///     ^       | 年度资金总额 | 12.00 | 11.80
    ///
    /// The words below the first amount and the figures behind the last header leave no other reading.
    private func moveSlippedHeader(_ section: inout TableSection, _ tallies: [Tally]) {
        let columns = section.columns
        guard let first = columns.firstIndex(where: { $0.kind == .figure && $0.scenario != nil }),
            let last = columns.lastIndex(where: { !$0.words.isEmpty }), last > first, last + 1 < columns.count,
            tallies[first].texts > 0, tallies[first].figures == 0, tallies[first].labels > 0,
            tallies[last + 1].figures > 0, tallies[last + 1].texts == 0,
            columns[(first + 1)...last].allSatisfy({ !$0.words.isEmpty }),
            columns[first...last].allSatisfy({ $0.leaf.count == 1 })
        else { return }
        for column in stride(from: last, through: first, by: -1) {
            section.columns[column + 1] = columns[column]
            section.columns[column + 1].leaf = column + 1..<column + 2
        }
        section.columns[first] = TableColumn(kind: .label)
        section.columns[first].leaf = first..<first + 1
    }

    /// Amounts behind a label column of the government's own classification are not the department's: 部门经济科目 | 预算数 |
    /// 政府经济科目 | 预算数.  Where both classifications stand before the same amounts, the department's names them.
    private func dropGovernmentBlocks(_ section: inout TableSection) {
        var isGovernment = false
        var isBehindFigure = false
        for column in section.columns.indices {
            if section.columns[column].words.contains(where: HeaderResolver.isGovernment) {
                isGovernment = isGovernment || isBehindFigure
                if isGovernment { section.columns[column].kind = .ignored }
                continue
            }
            switch section.columns[column].kind {
            case .figure:
                if isGovernment { section.columns[column].kind = .ignored }
                isBehindFigure = true
            case .label, .code:
                isGovernment = false
                isBehindFigure = false
            default: break
            }
        }
    }

    /// Leaves columns unread that share one header cell and hold figures beside each other.
    private func dropDivided(_ section: inout TableSection) {
        var column = 0
        while column < section.columns.count {
            let shared = section.columns[column].leaf
            guard shared.count > 1, shared.lowerBound == column, section.columns[column].kind == .figure else {
                column += 1
                continue
            }
            let isDivided = section.dataRows.prefix(400).contains { row in
                grid.anchors(inRow: row).count { $0.isFigure && shared.contains($0.column) } > 1
            }
            if isDivided {
                for index in shared where index < section.columns.count { section.columns[index].kind = .ignored }
            }
            column = max(column + 1, shared.upperBound)
        }
    }

    /// Columns named as remarks hold words and are no labels; 资金来源 is one where nothing else names its rows.
    private func isWordy(_ column: TableColumn, isNamed: Bool) -> Bool {
        guard let last = column.words.last else { return false }
        if column.words.contains(where: HeaderResolver.isGovernment) { return true }
        return vocabulary.meanings(of: last, in: form).contains { meaning in
            meaning.role == .ignored || meaning.role == .neutral && isNamed
        }
    }
}
