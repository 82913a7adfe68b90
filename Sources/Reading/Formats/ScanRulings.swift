/// The straight lines of a scanned form: found, so that they give the cells, and wiped out, since a recogniser takes
/// them for digits (2.80 becomes 12.80).
struct ScanRulings {
    /// A line in pixels: `position` is the middle of its thickness.
    struct Line {
        var isHorizontal: Bool
        var position: Int
        var start: Int
        var end: Int
        var thickness: Int
    }
    private(set) var lines: [Line] = []

    /// Shorter runs of ink are strokes of characters (at 300 dots an inch a 16-point character is 67 dots wide).
    private static let shortest = 150
    /// A vertical line inside one row of a form: it must meet a horizontal line at both ends.
    private static let shortestBetween = 48
    private static let thickest = 16
    /// The lightest gray that a hairline may have.
    private static let faintest: UInt8 = 210

    /// Finds the lines of an upright picture.
    init(in image: ScanImage) {
        let threshold = image.inkThreshold
        let rows = Self.ink(image.pixels, image.width, image.height, below: threshold)
        let across = Self.lines(Self.runs(rows, image.width, image.height, atLeast: Self.shortest), isHorizontal: true)
        let turned = Self.transposed(image.pixels, image.width, image.height)
        let columns = Self.ink(turned, image.height, image.width, below: threshold)
        let down = Self.lines(
            Self.runs(columns, image.height, image.width, atLeast: Self.shortestBetween), isHorizontal: false)
        lines =
            across
            + down.filter { line in
                line.end - line.start >= Self.shortest
                    || (Self.isMet(line, at: line.start, by: across) && Self.isMet(line, at: line.end, by: across))
            }
    }

    private static func isMet(_ line: Line, at end: Int, by across: [Line]) -> Bool {
        across.contains {
            abs($0.position - end) <= 12 && line.position >= $0.start - 12 && line.position <= $0.end + 12
        }
    }

    /// What may belong to a line along a row: ink, and grayer dots with much lighter ones above and below.  A hairline that
    /// falls between two rows of the scanner is gray in both.
    private static func ink(_ pixels: [UInt8], _ width: Int, _ height: Int, below threshold: UInt8) -> [Bool] {
        [Bool](unsafeUninitializedCapacity: pixels.count) { target, count in
            pixels.withUnsafeBufferPointer { pixels in
                for index in 0..<pixels.count {
                    let shade = pixels[index]
                    guard shade >= threshold, shade < faintest else {
                        target[index] = shade < threshold
                        continue
                    }
                    let (above, below) = (index - 3 * width, index + 3 * width)
                    target[index] =
                        above >= 0 && below < pixels.count && pixels[above] >= shade + 40
                        && pixels[below] >= shade + 40
                }
            }
            count = width * height
        }
    }

    private struct Run {
        var row: Int
        var start: Int
        var end: Int
    }

    /// Stretches of ink along rows; gaps of a few dots, where the print is worn, do not end one.
    private static func runs(_ ink: [Bool], _ width: Int, _ height: Int, atLeast shortest: Int) -> [Run] {
        var runs: [Run] = []
        ink.withUnsafeBufferPointer { ink in
            for row in 0..<height {
                var start = -1
                var last = -1
                var filled = 0
                let base = row * width
                for x in 0..<width where ink[base + x] {
                    if start >= 0 && x - last > 5 {
                        if last - start + 1 >= shortest && filled * 10 >= (last - start + 1) * 8 {
                            runs.append(Run(row: row, start: start, end: last))
                        }
                        (start, filled) = (x, 0)
                    }
                    if start < 0 { start = x }
                    last = x
                    filled += 1
                }
                if start >= 0 && last - start + 1 >= shortest && filled * 10 >= (last - start + 1) * 8 {
                    runs.append(Run(row: row, start: start, end: last))
                }
            }
        }
        return runs
    }

    private static func transposed(_ pixels: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: pixels.count) { target, count in
            pixels.withUnsafeBufferPointer { source in
                // Blocks keep both sides in the processor's cache.
                for top in stride(from: 0, to: height, by: 32) {
                    for left in stride(from: 0, to: width, by: 32) {
                        for y in top..<min(top + 32, height) {
                            for x in left..<min(left + 32, width) { target[x * height + y] = source[y * width + x] }
                        }
                    }
                }
            }
            count = pixels.count
        }
    }

    /// Runs in neighbouring rows that overlap are one line, unless they pile up to a filled area.
    private static func lines(_ runs: [Run], isHorizontal: Bool) -> [Line] {
        var groups = DisjointSets(count: runs.count)
        var previous: [Int] = []
        var current: [Int] = []
        for (index, run) in runs.enumerated() {
            if let last = current.last, runs[last].row != run.row {
                previous = run.row - runs[last].row <= 2 ? current : []
                current = []
            }
            for other in previous where runs[other].start <= run.end && runs[other].end >= run.start {
                groups.join(index, other)
            }
            current.append(index)
        }
        var members: [Int: [Run]] = [:]
        for (index, run) in runs.enumerated() { members[groups.root(of: index), default: []].append(run) }
        return members.keys.sorted().compactMap { root in
            guard let runs = members[root] else { return nil }
            let weight = runs.reduce(0) { $0 + $1.end - $1.start }
            let first = runs.map(\.row).min() ?? 0
            let last = runs.map(\.row).max() ?? 0
            let (start, end) = (runs.map(\.start).min() ?? 0, runs.map(\.end).max() ?? 0)
            guard last - first < thickest + (end - start) / 300 else { return nil }
            let middle = runs.reduce(0) { $0 + $1.row * ($1.end - $1.start) } / max(weight, 1)
            return Line(
                isHorizontal: isHorizontal, position: middle, start: start, end: end,
                thickness: max(1, weight / max(end - start, 1)))
        }
    }

    /// The picture without its lines.  Ink that reaches beyond a line's thickness is a character that crosses it and stays.
    func wiped(from image: ScanImage) -> ScanImage {
        let threshold = image.inkThreshold
        var wiped = image
        for line in lines {
            let reach = line.thickness + 5
            let limit = line.isHorizontal ? image.height : image.width
            let (along, across) = line.isHorizontal ? (1, image.width) : (image.width, 1)
            for place in max(
                line.start - 3, 0)...min(line.end + 3, (line.isHorizontal ? image.width : image.height) - 1)
            {
                // Where the line runs here: it may drift by a dot or two.
                var core: Int?
                for offset in 0...reach where core == nil {
                    for position in [line.position - offset, line.position + offset]
                    where position >= 0 && position < limit {
                        if image.pixels[place * along + position * across] < threshold {
                            core = position
                            break
                        }
                    }
                }
                guard let core else { continue }
                var (first, last) = (core, core)
                while first > 0, image.pixels[place * along + (first - 1) * across] < threshold { first -= 1 }
                while last + 1 < limit, image.pixels[place * along + (last + 1) * across] < threshold { last += 1 }
                guard last - first + 1 <= line.thickness + 4 else { continue }
                for position in max(first - 2, 0)...min(last + 2, limit - 1) {
                    wiped.pixels[place * along + position * across] = 255
                }
            }
        }
        return wiped
    }
}
