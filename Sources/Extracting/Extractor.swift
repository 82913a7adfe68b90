import DocumentModel
import FiscalModel
import ReferenceData

/// Makes a document's words and tables into observations of its unit.  The room's one door.
///
/// It walks the blocks once: paragraphs and the prose cells of layout tables are read as narrative, all other tables by
/// their headers.  What can be read in two ways stands in `unsure`, with the reason; nothing is guessed.
///
/// ```swift
/// let extractor = Extractor(reference: reference)
/// let extraction = extractor.extract(from: document, of: identity)
/// extraction.observations.first?.quote   // "当年收入110.38万元"
/// ```
///
/// The order of the observations is that of the document; the same document gives the same extraction.
public struct Extractor: Sendable {
    private let narrative: NarrativeReader
    private let tables: TableExtractor
    private let lexicon: Lexicon
    private let scores: ScoreStatements

    public init(reference: ReferenceData) {
        scores = ScoreStatements(grades: reference.scoreGrades)
        tables = TableExtractor(reference: reference)
        lexicon = reference.lexicon
        narrative = NarrativeReader(reference: reference)
    }

    public func extract(from document: Document, of identity: ReportIdentity) -> Extraction {
        extract(from: document, folded: document.foldedParagraphs, of: identity)
    }

    /// The same for a document whose paragraphs are folded already.
    public func extract(from document: Document, folded: [FoldedText], of identity: ReportIdentity) -> Extraction {
        var extraction = tables.extraction(of: document, identity: identity)
        var walk = narrative.walk(
            identity, codes: PrintedCodes(extraction.observations), breaksLines: [.txt, .pdf].contains(document.format))
        for (index, block) in document.blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph): walk.read(paragraph, folded: folded[index], block: index)
            case .table(let table): walk.read(table, block: index)
            }
        }
        NarrativeChoice.add(walk.readings, to: &extraction)
        extraction.claims += walk.claims + NarrativeChoice.foreignYears(walk.readings, of: identity)
        if identity.kind == .performanceSelfEvaluation {
            extraction.claims += scores.claims(
                in: document, folded: folded, of: identity, beside: extraction.observations)
        }
        extraction.unknownTerms += walk.unknownTerms
        extraction.unknownTerms.removeAll { lexicon.measureTerm(named: $0.term)?.isIgnored == true }
        UnitConfirmation.confirm(&extraction, in: document)
        SomeProjects.confirm(&extraction)
        GrandTotals.weigh(&extraction.observations)
        ProjectAliases.merge(&extraction.observations)
        extraction.observations.sort { $0.span < $1.span }
        return extraction
    }
}

extension Document {
    /// One for each block, folded once for all who read running text; a table's is empty.
    public var foldedParagraphs: [FoldedText] {
        blocks.map { if case .paragraph(let paragraph) = $0 { FoldedText(paragraph.text) } else { FoldedText("") } }
    }
}
