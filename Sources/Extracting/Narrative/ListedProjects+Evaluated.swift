import FiscalModel

// The one project that a sentence says was evaluated.
extension ListedProjects {
    /// “对‘档案抢救’1个项目开展了绩效自评，该项目年初预算30万元，实际支出30万元”: the rest of the sentence tells of it.
    func evaluated(in sentence: Range<Int>, into found: inout Reading) {
        guard let comma = sentence.first(where: beginsProject), comma > sentence.lowerBound,
            let name = evaluatedName(before: comma, in: sentence)
        else { return }
        let stated = amounts(from: comma, to: sentence.upperBound, nameEnd: comma)
        guard stated.contains(where: { $0.scenario != nil }) else { return }
        _ = add(stated, named: name, to: &found)
    }

    /// “，该项目…”
    private func beginsProject(_ index: Int) -> Bool {
        guard case .comma = tokens[index].kind, index + 1 < tokens.count, case .word(let term) = tokens[index + 1].kind
        else { return false }
        let traits = vocabulary.fillers[term]
        return traits.contains(.thisProject) || traits.contains(.project)
    }

    /// What stands between 对 and 开展 in the clause, without its year and “1个项目”.
    private func evaluatedName(before comma: Int, in sentence: Range<Int>) -> Range<Int>? {
        let first = tokens[clauseStart(of: comma - 1, from: sentence.lowerBound)].range.lowerBound
        let clause = bytes[first..<tokens[comma].range.lowerBound]
        guard clause.contains(NarrativeWords.performance[...]), let lead = clause.firstRange(of: Marks.towards),
            let verb = Marks.evaluations.compactMap({ clause[lead.upperBound...].firstRange(of: $0)?.lowerBound }).min()
        else { return nil }
        var start = lead.upperBound
        for token in sentence {
            if case .year = tokens[token].kind, tokens[token].range.lowerBound == start {
                start = tokens[token].range.upperBound
                for mark in Marks.yearEnds where bytes[start..<verb].starts(with: mark) { start += mark.count }
            }
        }
        guard start < verb, bytes[start..<verb].ends(with: NarrativeWords.project),
            !Marks.several.contains(where: { bytes[start..<verb].contains($0[...]) })
        else { return nil }
        var end = verb
        if bytes[start..<verb].ends(with: Marks.ofProjects) {
            guard let count = Marks.ones.first(where: { bytes[start..<(verb - Marks.ofProjects.count)].ends(with: $0) })
            else { return nil }
            end = verb - Marks.ofProjects.count - count.count
        }
        guard start < end else { return nil }
        return environment.projects.name(in: place.folded, of: place.text, start..<end, needsEnding: false)
    }
}
