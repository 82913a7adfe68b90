import FiscalModel
import ReferenceData

/// Everything that identification looks for, in one automaton: divisions, forms of names, labels, kinds of report.
struct ClueTerms: Sendable {
    /// What finding a term means; one printed form may mean several things.
    struct Term: Sendable {
        /// Indices into `DivisionRegistry.all` of the divisions that are called so, in full or in short.
        var divisions: [Int] = []
        /// The code of the division that an area without own code lies in.
        var areaDivision: String?
        /// False for a bare short form (江苏, 长沙): a hint where a report comes from, no part of a name.
        var isNamePart = false
        /// The kind of body whose names end so.
        var ending: KindsOfBody.Kind?
        var isOpening = false
        var kind: (kind: ReportKind, weight: Int)?
        var roles: [(role: IdentityTerms.Role, weight: Int)] = []

        var isDivision: Bool { !divisions.isEmpty || areaDivision != nil }

        func weight(as role: IdentityTerms.Role) -> Int? { roles.first { $0.role == role }?.weight }
    }

    /// What a term is, in two bytes for the scan and for what asks of every match.
    struct Classes: OptionSet, Sendable {
        let rawValue: UInt16
        static let division = Classes(rawValue: 1)
        static let ending = Classes(rawValue: 2)
        static let opening = Classes(rawValue: 4)
        static let kind = Classes(rawValue: 8)
        static let role = Classes(rawValue: 16)
        /// No name goes on over it.
        static let nameStop = Classes(rawValue: 32)
        /// A name may begin behind it.
        static let edge = Classes(rawValue: 64)
        static let namePart = Classes(rawValue: 128)
        /// A name is its value: 单位名称, 发布机构.
        static let label = Classes(rawValue: 256)
    }

    let terms: [Term]
    let classes: [Classes]
    let automaton: TermAutomaton

    init(_ reference: ReferenceData) {
        var index: [[UInt8]: Int] = [:]
        var texts: [[UInt8]] = []
        var terms: [Term] = []
        func add(_ folded: [UInt8], _ change: (inout Term) -> Void) {
            let position = index[folded] ?? terms.count
            if position == terms.count {
                index[folded] = position
                texts.append(folded)
                terms.append(Term())
            }
            change(&terms[position])
        }
        let levels = ["省", "市", "县", "区", "旗", "盟", "州"].map { Array($0.utf8) }
        for (number, division) in reference.divisions.all.enumerated() {
            add(Array(division.name.utf8)) {
                $0.divisions.append(number)
                $0.isNamePart = true
            }
            for form in division.shortForms {
                let isBare = !levels.contains { form.utf8.suffix(3).elementsEqual($0) }
                if isBare && division.level == .county { continue }
                add(Array(form.utf8)) {
                    $0.divisions.append(number)
                    if !isBare { $0.isNamePart = true }
                }
            }
        }
        for area in reference.unitNames.areas {
            add(FoldedText(area.name).bytes) {
                $0.areaDivision = area.divisionCode
                $0.isNamePart = true
            }
        }
        for (ending, kind) in reference.kindsOfBody.nameEndings {
            add(FoldedText(ending).bytes) { $0.ending = kind }
        }
        for opening in reference.kindsOfBody.nameOpenings {
            add(FoldedText(opening).bytes) { $0.isOpening = true }
        }
        for term in reference.documentKinds.terms {
            add(term.folded) { $0.kind = (term.kind, term.weight) }
        }
        for term in reference.identityTerms.all {
            add(term.folded) { $0.roles.append((term.role, term.weight)) }
        }
        self.terms = terms
        classes = terms.map { term in
            var classes: Classes = []
            if term.isDivision { classes.insert(.division) }
            if term.ending != nil { classes.insert(.ending) }
            if term.isOpening { classes.insert(.opening) }
            if term.kind != nil { classes.insert(.kind) }
            if !term.roles.isEmpty { classes.insert(.role) }
            if term.isNamePart { classes.insert(.namePart) }
            for (role, _) in term.roles {
                switch role {
                case .nameStop: classes.formUnion([.nameStop, .edge])
                case .citation, .selfFollow: classes.insert(.edge)
                case .unitLabel, .tableLabel, .sourceLabel, .superiorLabel: classes.insert(.label)
                default: break
                }
            }
            return classes
        }
        automaton = TermAutomaton(terms: texts)
    }
}
