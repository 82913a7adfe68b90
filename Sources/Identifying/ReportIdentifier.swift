import DocumentModel
import FiscalModel
import ReferenceData

/// Tells whose report a document is, of which fiscal year and of what kind.  The room's one door.
///
/// Every clue is in the document: titles, covers, “单位名称：…”, the signature, the credit code, what the web page says,
/// how often a name occurs.  Clues have weights and may contradict; a file's name is none.
///
/// ```swift
/// let identifier = ReportIdentifier(reference: reference)
/// switch identifier.identify(document) {
/// case .identified(let identity, let clues): …   // 道县工商业联合会, 431124, 2023, performanceSelfEvaluation
/// case .unidentified(let reason, let candidates): …   // .ambiguousDivision, [鼓楼区 320106, 鼓楼区 350102 …]
/// }
/// ```
public struct ReportIdentifier: Sendable {
    private let reference: ReferenceData
    private let clues: ClueTerms
    private let openings: [String]

    /// Builds the automaton over all names of divisions; some milliseconds, once for all documents.
    public init(reference: ReferenceData) {
        self.reference = reference
        clues = ClueTerms(reference)
        openings = reference.kindsOfBody.nameOpenings
    }

    /// - Parameter folded: the paragraphs' folding, one for each block, where somebody has folded them already.
    public func identify(_ document: Document, folded: [FoldedText] = []) -> Identification {
        let text = ReportText(document, folded: folded)
        guard text.lines.contains(where: { $0.zone != .metadata && $0.zone != .publisher }) else {
            return .unidentified(.noText, candidates: [])
        }
        let matches = ClueMatches(text, clues)
        let kinds = KindClues(text: text, matches: matches, clues: clues).ranked
        let kind = kinds.first?.kind ?? .other
        let years = FiscalYearClues(text: text, matches: matches).ranked(for: kind)
        // Divisions change with the years; without a year the newest state of things is as good as any.
        let context = DivisionContext(
            text: text, matches: matches, clues: clues, registry: reference.divisions, year: years.first?.year ?? 9999)
        var mentions = UnitMentions(text: text, matches: matches, clues: clues, reference: reference)
        let groups = UnitGroup.groups(of: mentions.collect(), context: context, openings: openings)
        if let failure = failure(of: groups, text: text, matches: matches) { return failure }
        guard let year = years.first else { return .unidentified(.noYear, candidates: []) }
        let group = groups[0]
        let identity = ReportIdentity(
            unit: unit(of: group), fiscalYear: year.year, kind: kind)
        return .identified(
            identity, clues: clueList(group: group, context: context, year: year, kind: kinds.first))
    }

    private func failure(of groups: [UnitGroup], text: ReportText, matches: ClueMatches) -> Identification? {
        let named = groups.filter { $0.telling >= 8 }
        guard let best = groups.first, let told = named.first, told.weight == best.weight else {
            let isPlaceholder = matches.roles.contains { clues.terms[$0.term].weight(as: .placeholder) != nil }
            return .unidentified(isPlaceholder ? .placeholderUnit : .noUnit, candidates: candidates(groups))
        }
        if groups.count > 1, groups[1].weight * 10 > best.weight * 9, groups[1].telling * 10 > best.telling * 9 {
            return .unidentified(.ambiguousUnit, candidates: candidates(groups))
        }
        switch best.divisions.count {
        case 1: return nil
        case 0: return .unidentified(.noDivision, candidates: candidates([best]))
        default:
            return .unidentified(
                .ambiguousDivision,
                candidates: best.divisions.map { division in
                    let place = reference.divisions.place(of: division.code, in: division.validFrom)
                    let parts = [place?.province, place?.city, place?.county].compactMap { $0 }
                    return IdentityCandidate(
                        name: parts.joined(), divisionCode: division.code, weight: best.weight)
                })
        }
    }

    private func candidates(_ groups: [UnitGroup]) -> [IdentityCandidate] {
        groups.prefix(6).map { group in
            IdentityCandidate(
                name: group.name(reference.unitNames),
                divisionCode: group.divisions.count == 1 ? group.divisions[0].code : nil, weight: group.weight)
        }
    }

    private func unit(of group: UnitGroup) -> BudgetUnit {
        let name = group.name(reference.unitNames)
        return BudgetUnit(
            name: name, divisionCode: group.divisions[0].code, kindOfBody: reference.kindsOfBody.kind(of: name),
            aliases: group.aliases(of: name))
    }

    private func clueList(
        group: UnitGroup, context: DivisionContext, year: (year: Int, weight: Int, sources: [String: Int]),
        kind: (kind: ReportKind, weight: Int, sources: [String: Int])?
    ) -> [Clue] {
        let name = group.name(reference.unitNames)
        var clueList = group.clues.map {
            Clue(subject: .unit, value: name, source: $0.source.rawValue, weight: $0.weight)
        }
        clueList += context.codeClues.map {
            Clue(subject: .division, value: $0.key, source: "credit_code", weight: $0.value)
        }
        clueList += year.sources.map {
            Clue(subject: .fiscalYear, value: String(year.year), source: $0.key, weight: $0.value)
        }
        if let kind {
            clueList += kind.sources.map {
                Clue(subject: .kind, value: kind.kind.rawValue, source: $0.key, weight: $0.value)
            }
        }
        return clueList.filter { $0.weight > 0 }.sorted {
            ($1.weight, $0.subject.rawValue, $0.source, $0.value) < (
                $0.weight, $1.subject.rawValue, $1.source, $1.value
            )
        }
    }
}
