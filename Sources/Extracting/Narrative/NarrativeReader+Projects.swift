import DocumentModel
import FiscalModel
import ReferenceData

// The projects that a report or a list of it is about.
extension NarrativeReader.Walk {
    /// “列支项目6个，全年预算合计876万元。”: where the items below it add up to that, their 预算 is 全年预算, too.
    mutating func noteList(_ projects: ListedProjects.Reading, isItem: Bool, from first: Int) {
        if !projects.wholes.isEmpty { listed = (projects.wholes, []) }
        guard isItem || projects.isItem, var list = listed else { return }
        list.items += readings.indices[first...].filter {
            readings[$0].observation.project != nil && readings[$0].observation.scenario.isBudget
        }
        listed = list
        let sum = list.items.reduce(Int128(0)) { $0 + readings[$1].observation.value.worth }
        guard list.items.count >= 2,
            let whole = list.wholes.first(where: { Value.money($0.amount).worth == sum })?.scenario, whole.isBudget
        else { return }
        for item in list.items where readings[item].observation.scenario == .budget {
            readings[item].observation.scenario = whole
        }
    }

    /// “农村饮水安全巩固提升项目” of “某县水务局2023年农村饮水安全巩固提升项目支出绩效自评报告”.
    func reportProject(in folded: FoldedText, text: [UInt8]) -> NarrativeSubject? {
        let bytes = folded.bytes
        var start = 0
        for name in environment.report.names {
            if let found = bytes.firstRange(of: name) { start = max(start, found.upperBound) }
        }
        for mark in HeadingWords.Marks.years {
            guard let found = bytes[start...].firstRange(of: mark), found.lowerBound >= 4,
                bytes[(found.lowerBound - 4)..<found.lowerBound].allSatisfy(\.isDigit)
            else { continue }
            start = found.upperBound
            break
        }
        let ends = HeadingWords.Marks.reportEnds.compactMap { bytes[start...].firstRange(of: $0)?.lowerBound }
        guard let end = ends.min(), end > start,
            let name = environment.projects.name(in: folded, of: text, start..<end, needsEnding: false)
        else { return nil }
        return NarrativeSubject(
            measures: ["expenditure.project"], project: ProjectNames.printed(name, in: folded, of: text), position: -1)
    }

    /// “2.电子商务进农村” under “项目情况说明”, “（1）商会建设项目绩效自评综述” anywhere.
    func projectName(
        in title: Range<Int>, of tokens: [NarrativeToken], folded: FoldedText, text: [UInt8], depth: Int
    ) -> Range<Int>? {
        var words = title
        if let first = tokens.first, case .item = first.kind { words = first.range.upperBound..<title.upperBound }
        guard !words.isEmpty else { return nil }
        let projects = environment.projects
        let isUnderProjects = outline.headings.last { $0.level < depth && $0.kind != nil }?.kind == .projects
        let isNamed = isUnderProjects || projects.isNamedProject(folded.bytes, words)
        // “（三）残疾人就业宣传经费” beside “（二）家庭无障碍改造项目”
        let isSibling = outline.headings.last { $0.level == depth }?.topic?.project != nil
        guard isNamed || isSibling else { return nil }
        return projects.name(in: folded, of: text, words, needsEnding: !isNamed)
    }
}
