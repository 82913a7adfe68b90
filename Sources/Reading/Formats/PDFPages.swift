/// One page of a PDF file: where its drawing stands and how the paper lies.
struct PDFPage {
    var contents: [PDFValue]
    var resources: PDFValue?
    /// left, bottom, right, top in the file's own coordinates.
    var mediaBox: [Double]
    /// Quarter turns clockwise by which the page is shown.
    var quarterTurns: Int

    /// The matrix from the file's coordinates to points from the upper left corner of the shown page.
    var baseMatrix: PDFMatrix {
        let (left, bottom, right, top) = (mediaBox[0], mediaBox[1], mediaBox[2], mediaBox[3])
        return switch quarterTurns {
        case 1: PDFMatrix(a: 0, b: 1, c: 1, d: 0, e: -bottom, f: -left)
        case 2: PDFMatrix(a: -1, b: 0, c: 0, d: 1, e: right, f: -bottom)
        case 3: PDFMatrix(a: 0, b: -1, c: -1, d: 0, e: top, f: right)
        default: PDFMatrix(a: 1, b: 0, c: 0, d: -1, e: -left, f: top)
        }
    }

    var width: Double { quarterTurns % 2 == 0 ? mediaBox[2] - mediaBox[0] : mediaBox[3] - mediaBox[1] }
    var height: Double { quarterTurns % 2 == 0 ? mediaBox[3] - mediaBox[1] : mediaBox[2] - mediaBox[0] }
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
struct PDFMatrix: Hashable {
    var (a, b, c, d, e, f) = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    /// This map first, then `next`.
    func then(_ next: PDFMatrix) -> PDFMatrix {
        PDFMatrix(
            a: a * next.a + b * next.c, b: a * next.b + b * next.d, c: c * next.a + d * next.c,
            d: c * next.b + d * next.d,
            e: e * next.a + f * next.c + next.e, f: e * next.b + f * next.d + next.f)
    }

    func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }
}

extension PDFFile {
    /// The pages in order; a tree that loops or never ends stops at the limit.
    func pages(atMost limit: Int) -> [PDFPage] {
        var pages: [PDFPage] = []
        var visited: Set<Int> = []
        struct Inherited {
            var resources: PDFValue?
            var mediaBox: [Double]?
            var rotation: Int?
        }
        func walk(_ node: PDFValue?, _ inherited: Inherited, depth: Int) {
            guard pages.count < limit, depth < 60 else { return }
            if let number = node?.reference, !visited.insert(number).inserted { return }
            guard let entries = dictionary(node) else { return }
            var inherited = inherited
            inherited.resources = entries["Resources"] ?? inherited.resources
            if let box = resolve(entries["MediaBox"])?.array?.compactMap({ resolve($0)?.number }), box.count == 4 {
                inherited.mediaBox = [
                    min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]),
                ]
            }
            inherited.rotation = resolve(entries["Rotate"])?.integer ?? inherited.rotation
            if let kids = resolve(entries["Kids"])?.array {
                for kid in kids { walk(kid, inherited, depth: depth + 1) }
                return
            }
            let contents: [PDFValue] =
                if let parts = resolve(entries["Contents"])?.array { parts } else {
                    entries["Contents"].map { [$0] } ?? []
                }
            let rotation = (((inherited.rotation ?? 0) % 360) + 360) % 360
            pages.append(
                PDFPage(
                    contents: contents, resources: inherited.resources,
                    mediaBox: inherited.mediaBox ?? [0, 0, 612, 792],
                    quarterTurns: rotation / 90))
        }
        walk(catalog?["Pages"], Inherited(), depth: 0)
        return pages
    }
}
