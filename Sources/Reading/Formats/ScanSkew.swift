import Glibc

extension ScanImage {
    /// By how many degrees the lines of text fall to the right; 0 for an upright page.
    ///
    /// Rows of ink are sharpest at the right angle: the angle is the one whose sums over slanted rows differ most.
    var skew: Double {
        let step = max(1, max(width, height) / 900)
        let threshold = inkThreshold
        var points: [(x: Float, y: Float)] = []
        for y in stride(from: 0, to: height, by: step) {
            for x in stride(from: 0, to: width, by: step) where pixels[y * width + x] < threshold {
                points.append((Float(x) / Float(step), Float(y) / Float(step)))
            }
        }
        guard points.count > 200 else { return 0 }
        let size = (width + height) / step
        func sharpness(_ degrees: Double) -> Int {
            let slope = Float(tan(degrees * .pi / 180))
            var rows = [Int](repeating: 0, count: size * 2)
            let offset = Float(size / 2)
            for point in points {
                let row = Int(point.y - point.x * slope + offset)
                if row >= 0 && row < rows.count { rows[row] += 1 }
            }
            return rows.reduce(0) { $0 + $1 * $1 }
        }
        var best = 0.0
        for (range, step) in [(5.0, 0.5), (0.5, 0.1), (0.1, 0.02)] {
            let centre = best
            let angles = stride(from: centre - range, through: centre + range, by: step)
            best = angles.max { sharpness($0) < sharpness($1) } ?? centre
        }
        return abs(best) < 0.04 ? 0 : best
    }

    /// The picture turned about its middle by some degrees counterclockwise; what comes from outside is white.
    func rotated(degrees: Double) -> ScanImage {
        guard degrees != 0 else { return self }
        let (sine, cosine) = (Float(sin(degrees * .pi / 180)), Float(cos(degrees * .pi / 180)))
        let (centreX, centreY) = (Float(width) / 2, Float(height) / 2)
        let (width, height) = (width, height)
        let turned = [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
            pixels.withUnsafeBufferPointer { source in
                for y in 0..<height {
                    let dy = Float(y) - centreY
                    for x in 0..<width {
                        let dx = Float(x) - centreX
                        let sourceX = dx * cosine - dy * sine + centreX
                        let sourceY = dx * sine + dy * cosine + centreY
                        let (left, top) = (Int(sourceX.rounded(.down)), Int(sourceY.rounded(.down)))
                        guard left >= 0, top >= 0, left + 1 < width, top + 1 < height else {
                            target[y * width + x] = 255
                            continue
                        }
                        let (fx, fy) = (sourceX - Float(left), sourceY - Float(top))
                        let index = top * width + left
                        let upper = Float(source[index]) * (1 - fx) + Float(source[index + 1]) * fx
                        let lower = Float(source[index + width]) * (1 - fx) + Float(source[index + width + 1]) * fx
                        target[y * width + x] = UInt8(upper * (1 - fy) + lower * fy)
                    }
                }
            }
            count = width * height
        }
        return ScanImage(width: width, height: height, pixels: turned)
    }

    /// The picture turned by quarters clockwise.
    func turned(quarters: Int) -> ScanImage {
        guard quarters % 4 != 0 else { return self }
        var image = ScanImage(
            width: quarters % 2 == 0 ? width : height, height: quarters % 2 == 0 ? height : width,
            pixels: [UInt8](repeating: 255, count: pixels.count))
        for y in 0..<image.height {
            for x in 0..<image.width {
                let (sourceX, sourceY) =
                    switch ((quarters % 4) + 4) % 4 {
                    case 1: (y, height - 1 - x)
                    case 2: (width - 1 - x, height - 1 - y)
                    default: (width - 1 - y, x)
                    }
                image.pixels[y * image.width + x] = pixels[sourceY * width + sourceX]
            }
        }
        return image
    }
}
