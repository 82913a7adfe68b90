extension Answer {
    /// The rows of an answer, one cell a column in each.
    ///
    /// The cells stand one after the other: a wide answer has ten thousand rows, and memory of its own for each would
    /// take as long to get as the cells to fill.
    public struct Rows: Hashable, Sendable {
        private let width: Int
        private var cells: [Cell] = []

        init(width: Int) { self.width = max(1, width) }

        public var count: Int { cells.count / width }
        public var isEmpty: Bool { cells.isEmpty }

        public subscript(row: Int, column: Int) -> Cell { cells[row * width + column] }

        /// Makes room for so many rows.
        mutating func reserve(_ count: Int) { cells.reserveCapacity(count * width) }

        /// Adds a row.
        ///
        /// - Precondition: one cell a column.
        mutating func append(_ row: [Cell]) {
            precondition(row.count == width, "a row of \(row.count) cells in \(width) columns")
            cells.append(contentsOf: row)
        }

        /// Adds the next cell of a row; the row is done with its last column.
        mutating func append(cell: Cell) { cells.append(cell) }
    }
}
