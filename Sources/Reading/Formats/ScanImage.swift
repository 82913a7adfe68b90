/// A picture of a page in shades of gray, row by row; 0 is black.
struct ScanImage: Sendable {
    let width: Int
    let height: Int
    var pixels: [UInt8]

    init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height)
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// Reads a binary PGM with 8 bits a pixel, as `pdftoppm -gray` writes it; nil for anything else.
    init?(pgm bytes: [UInt8]) {
        guard bytes.starts(with: "P5".utf8) else { return nil }
        var position = 2
        var numbers: [Int] = []
        while numbers.count < 3, position < bytes.count {
            if PDFByte.isSpace(bytes[position]) {
                position += 1
            } else if bytes[position] == UInt8(ascii: "#") {
                while position < bytes.count, bytes[position] != 10 { position += 1 }
            } else {
                var value = 0
                let start = position
                while position < bytes.count, (0x30...0x39).contains(bytes[position]), position - start < 8 {
                    value = value * 10 + Int(bytes[position] - 0x30)
                    position += 1
                }
                guard position > start else { return nil }
                numbers.append(value)
            }
        }
        position += 1
        guard numbers.count == 3, numbers[2] == 255, numbers[0] > 0, numbers[1] > 0,
            bytes.count - position >= numbers[0] * numbers[1]
        else { return nil }
        self.init(
            width: numbers[0], height: numbers[1], pixels: Array(bytes[position..<position + numbers[0] * numbers[1]]))
    }

    var pgm: [UInt8] { Array("P5\n\(width) \(height)\n255\n".utf8) + pixels }

    /// A line of text with white around it.
    ///
    /// The margins are what the recogniser reads best with: less beside the line than above, and hardly any behind it,
    /// where it would see a comma.
    func crop(_ area: ScanLines.Area) -> ScanImage {
        let (left, top) = (max(area.left, 0), max(area.top, 0))
        let (innerWidth, innerHeight) = (max(min(area.right, width) - left, 1), max(min(area.bottom, height) - top, 1))
        let (before, behind, above) = (
            max(innerHeight * 15 / 100, 4), max(innerHeight / 20, 2), max(innerHeight * 3 / 10, 6)
        )
        let outerWidth = innerWidth + before + behind
        var part = [UInt8](repeating: 255, count: outerWidth * (innerHeight + 2 * above))
        for row in 0..<innerHeight {
            let source = (top + row) * width + left
            let target = (row + above) * outerWidth + before
            part.replaceSubrange(target..<target + innerWidth, with: pixels[source..<source + innerWidth])
        }
        return ScanImage(width: outerWidth, height: innerHeight + 2 * above, pixels: part)
    }

    /// The picture with its paper made white: shadows of a photograph and the gray of a copier go.
    ///
    /// The paper's shade is taken from each square of 64 pixels and its neighbours.
    func withWhitePaper() -> ScanImage {
        let side = 64
        let (columns, rows) = ((width + side - 1) / side, (height + side - 1) / side)
        var paper = [Int](repeating: 255, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var histogram = [Int](repeating: 0, count: 256)
                var total = 0
                for y in stride(from: row * side, to: min((row + 1) * side, height), by: 2) {
                    for x in stride(from: column * side, to: min((column + 1) * side, width), by: 2) {
                        histogram[Int(pixels[y * width + x])] += 1
                        total += 1
                    }
                }
                var seen = 0
                var shade = 255
                while shade > 0, seen + histogram[shade] < total * 3 / 10 {
                    seen += histogram[shade]
                    shade -= 1
                }
                paper[row * columns + column] = shade
            }
        }
        var image = self
        for row in 0..<rows {
            for column in 0..<columns {
                // A square full of ink takes its neighbours' paper.
                var shade = 1
                for r in max(row - 1, 0)...min(row + 1, rows - 1) {
                    for c in max(column - 1, 0)...min(column + 1, columns - 1) {
                        shade = max(shade, paper[r * columns + c])
                    }
                }
                let scale = [UInt8]((0...255).map { UInt8(min(255, $0 * 255 / max(shade * 15 / 16, 1))) })
                for y in row * side..<min((row + 1) * side, height) {
                    for x in column * side..<min((column + 1) * side, width) {
                        image.pixels[y * width + x] = scale[Int(pixels[y * width + x])]
                    }
                }
            }
        }
        return image
    }

    /// The shade below which a pixel of a picture with white paper is ink (Otsu's threshold, within reason).
    var inkThreshold: UInt8 {
        var histogram = [Int](repeating: 0, count: 256)
        for index in stride(from: 0, to: pixels.count, by: 3) { histogram[Int(pixels[index])] += 1 }
        let total = histogram.reduce(0, +)
        let sum = histogram.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        var (below, belowSum, best, threshold) = (0, 0, 0.0, 128)
        for shade in 0..<255 {
            below += histogram[shade]
            belowSum += shade * histogram[shade]
            guard below > 0, below < total else { continue }
            let difference = Double(belowSum) / Double(below) - Double(sum - belowSum) / Double(total - below)
            let variance = Double(below) * Double(total - below) * difference * difference
            if variance > best { (best, threshold) = (variance, shade) }
        }
        return UInt8(min(max(threshold, 90), 190))
    }
}
