/// Where the lines of text of a scanned page are, by the ink in its rows and columns.
struct ScanLines {
    /// A part of the picture in pixels, the ends not included.
    struct Area: Hashable {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int
    }
    struct Line: Hashable {
        var area: Area
    }

    private let width: Int
    private let height: Int
    private var ink: [Bool]

    init(_ image: ScanImage) {
        (width, height) = (image.width, image.height)
        let threshold = image.inkThreshold
        ink = image.pixels.map { $0 < threshold }
        wipeSpecks()
    }

    /// Ink that has hardly any ink around it is dust.
    private mutating func wipeSpecks() {
        let size = 8
        var counts = [Int](repeating: 0, count: (width / size + 3) * (height / size + 3))
        let columns = width / size + 3
        for y in 0..<height {
            for x in 0..<width where ink[y * width + x] { counts[(y / size + 1) * columns + x / size + 1] += 1 }
        }
        for row in 1...(height / size + 1) {
            for column in 1...(width / size + 1) where counts[row * columns + column] > 0 {
                var around = 0
                for r in row - 1...row + 1 { for c in column - 1...column + 1 { around += counts[r * columns + c] } }
                guard around < 14 else { continue }
                for y in (row - 1) * size..<min(row * size, height) {
                    for x in (column - 1) * size..<min(column * size, width) { ink[y * width + x] = false }
                }
            }
        }
    }

    mutating func clear(_ area: Area) {
        guard area.left < area.right, area.top < area.bottom else { return }
        for y in max(area.top - 5, 0)..<min(area.bottom + 5, height) {
            for x in max(area.left - 5, 0)..<min(area.right + 5, width) { ink[y * width + x] = false }
        }
    }

    /// The lines in an area from top to bottom, cut where a wide gap parts two columns.
    func lines(in area: Area) -> [Line] {
        let area = Area(
            left: max(area.left, 0), top: max(area.top, 0), right: min(area.right, width),
            bottom: min(area.bottom, height))
        guard area.right - area.left > 6, area.bottom - area.top > 6 else { return [] }
        var rows = [Int](repeating: 0, count: area.bottom - area.top)
        for y in area.top..<area.bottom {
            var count = 0
            for x in area.left..<area.right where ink[y * width + x] { count += 1 }
            rows[y - area.top] = count
        }
        var bands = Self.bands(rows, least: 1, gap: 2)
        bands = Self.joined(bands, typical: Self.typicalHeight(bands))
        return bands.flatMap { band in
            segments(
                Area(
                    left: area.left, top: area.top + band.lowerBound, right: area.right,
                    bottom: area.top + band.upperBound))
        }
    }

    /// Stretches of rows or columns with ink.
    private static func bands(_ counts: [Int], least: Int, gap: Int) -> [Range<Int>] {
        var bands: [Range<Int>] = []
        var start: Int?
        var last = 0
        for (index, count) in counts.enumerated() where count >= least {
            if let begun = start, index - last > gap + 1 {
                bands.append(begun..<last + 1)
                start = index
            }
            start = start ?? index
            last = index
        }
        if let start { bands.append(start..<last + 1) }
        return bands
    }

    private static func typicalHeight(_ bands: [Range<Int>]) -> Int {
        let heights = bands.map(\.count).filter { $0 >= 18 }.sorted()
        return heights.isEmpty ? 40 : heights[heights.count / 2]
    }

    /// Parts of one line: the strokes of 三, the dots under 。 and over i.
    private static func joined(_ bands: [Range<Int>], typical: Int) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for band in bands {
            if let last = joined.last, last.count < typical * 7 / 10 || band.count < typical * 4 / 10,
                band.upperBound - last.lowerBound <= typical * 5 / 4
            {
                joined[joined.count - 1] = last.lowerBound..<band.upperBound
            } else {
                joined.append(band)
            }
        }
        return joined
    }

    private func segments(_ area: Area) -> [Line] {
        var columns = [Int](repeating: 0, count: area.right - area.left)
        for y in area.top..<area.bottom {
            for x in area.left..<area.right where ink[y * width + x] { columns[x - area.left] += 1 }
        }
        let height = area.bottom - area.top
        return Self.bands(columns, least: 1, gap: max(height * 2, 60)).compactMap { band in
            let total = columns[band].reduce(0, +)
            guard total >= 40 else { return nil }
            return Line(
                area: Area(
                    left: area.left + band.lowerBound, top: area.top, right: area.left + band.upperBound,
                    bottom: area.bottom))
        }
    }
}
