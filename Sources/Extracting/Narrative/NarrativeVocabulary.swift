import FiscalModel
import ReferenceData

/// What a known word does in a sentence of the genre; `Seeds/narrative_terms.csv` names it in its `role`.
enum NarrativeRole: Hashable, Sendable {
    /// A printed form of measures that binds wherever it stands (“公务接待费”).
    case label([MeasureCode], Scenario?)
    /// A form so common that only known words may stand before it (“支出合计”, but not “企业支出合计”).
    case bareLabel([MeasureCode], Scenario?)
    /// “收入”, “支出” alone: a suffix, the subject's, or the unit's total.
    case generic(MeasureCode)
    /// A source of money, which is revenue or only the scope of an expenditure (“政府性基金预算”).
    case fund(MeasureCode)
    /// “财政拨款”: as a fund, of all funds together.
    case appropriation(MeasureCode)
    /// A form that means its measure in a context only: 三公, procurement, members.
    case part(PartContext, MeasureCode)
    case staff(MeasureCode)
    case members(MeasureCode)
    /// “会员” alone
    case membersBare(MeasureCode)
    case chambers(MeasureCode)
    /// “异地” before a place and “商会”
    case chambersHead(MeasureCode)
    case vehicleCount(MeasureCode)
    case overseasCount(MeasureCode)
    case batchWord(MeasureCode)
    case score(MeasureCode)
    /// “得”, “总分”
    case got
    /// A known label of something else: its figure is nobody's observation.
    case ignored
    /// A phrase that states zero by itself (“年初无结转和结余”).
    case nilLabel(MeasureCode)
    case scenario(Scenario)
    /// -1 for 上年
    case year(Int)
    case compare, compareWith, compareEnd, same
    case increase, decrease, reach, from
    case share, completion, whereof, respectively, each, wholly, purpose
    case nothing, absent
    /// Explains itself and changes nothing.
    case filler
    /// The unit itself (“我单位”).
    case ownBody
    /// “全县”: its members are the federation's, its money is not.
    case region
    /// Another body.
    case foreignBody
    /// “项目名称”
    case projectLabel
    /// A stage beside a project's name only (“投入586万元”, “下达312万元”).
    case projectStage(Scenario)
    /// Text that only looks like one of the others (“与会”).
    case gap

    enum PartContext: String, Hashable, Sendable {
        case threePublic = "three_public"
        case procurement
        case members
        case reception
        case staff
    }
}

extension NarrativeRole {
    /// The word names what a figure may be of: in a paragraph without one only amounts of money are bound.
    var namesFigures: Bool {
        switch self {
        case .label, .bareLabel, .generic, .fund, .appropriation, .staff, .members, .membersBare, .chambers,
            .chambersHead, .vehicleCount, .overseasCount, .batchWord, .score, .got, .nilLabel, .projectLabel:
            true
        // Goods, services and kinds of post are only that where the words before them named their whole.
        case .part(let context, _): context != .procurement && context != .staff
        case .ignored, .scenario, .year, .compare, .compareWith, .compareEnd, .same, .increase, .decrease, .reach,
            .from,
            .share, .completion, .whereof, .respectively, .each, .wholly, .purpose, .nothing, .absent, .filler,
            .ownBody, .region, .foreignBody, .projectStage, .gap:
            false
        }
    }
}

/// Fillers that say a little, by the `value` of their row.
struct FillerTraits: OptionSet, Sendable {
    let rawValue: UInt16

    static let existence = Self(rawValue: 1)
    static let beginning = Self(rawValue: 2)
    static let approved = Self(rawValue: 4)
    static let sum = Self(rawValue: 8)
    static let project = Self(rawValue: 16)
    static let overall = Self(rawValue: 32)
    static let receive = Self(rawValue: 64)
    static let inPost = Self(rawValue: 128)
    static let listing = Self(rawValue: 256)
    static let among = Self(rawValue: 512)
    /// “新发展会员”, which is ignored.
    static let members = Self(rawValue: 1024)
    /// “调出1名”, which is ignored.
    static let movement = Self(rawValue: 2048)
    /// “成立”, “组建”
    static let founding = Self(rawValue: 4096)
    /// “该项目”: of one project, not of the unit.
    static let thisProject = Self(rawValue: 8192)
    /// “差值”, which is ignored: the amount says how far two others lie apart.
    static let difference = Self(rawValue: 16384)

    /// “实有6辆”, “接待来宾16批次”: the counts behind them are of something.
    static let namingFigures: Self = [.inPost, .receive]

    private static let names: [Substring: Self] = [
        // “现有”: what follows is there, and not planned or new.
        "existence": .existence,
        // What stands before them belongs to another clause (“…号文件核定行政编制3名”).
        "beginning": .beginning,
        "approved": .approved,
        "sum": .sum,
        "project": .project,
        "this_project": .thisProject,
        "overall": .overall,
        "receive": .receive,
        // “行政编制9名，实有9人”: those in the posts.
        "in_post": .inPost,
        // “A及B”: one more label.
        "listing": .listing,
        // “组建行业商会3家”: new ones.
        "founding": .founding,
        // “12家乡镇商会中有3家”: some of them.
        "among": .among,
    ]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(value: String) {
        self = []
        for name in value.split(separator: " ") { formUnion(Self.names[name] ?? []) }
    }
}

/// What a word says of the stage of the next amount, told once and not at every place.
enum StageWord: Sendable {
    case stage(Scenario)
    /// “支出” alone
    case spent
    /// Neither a stage nor anything that the amount could be of.
    case nothing
    case other

    init(_ role: NarrativeRole) {
        self =
            switch role {
            case .scenario(let printed), .projectStage(let printed): .stage(printed)
            case .generic: .spent
            case .filler, .year, .fund, .appropriation, .ownBody: .nothing
            case .label(["expenditure.project"], _), .bareLabel(["expenditure.project"], _): .nothing
            default: .other
            }
    }
}

/// The words that narrative extraction knows, with the automaton that finds them.
final class NarrativeVocabulary: Sendable {
    let roles: [NarrativeRole]
    /// What each word says as a filler besides explaining itself.
    let fillers: [FillerTraits]
    /// Whether a figure may be bound because of the word, by term.
    let names: [Bool]
    /// “行政”, “事业” before a number of posts.
    let kindsOfPost: [Int: MeasureCode]
    let stages: [StageWord]
    /// “一是”, by term.
    let ordinals: [Bool]
    let automaton: TermAutomaton

    /// - Parameter terms: role and value as in the seeds; the first of equal terms stands.
    init(terms: [NarrativeTerm], codes: ClassificationCodes) {
        var roles: [NarrativeRole] = []
        var folded: [[UInt8]] = []
        var fillers: [FillerTraits] = []
        var kindsOfPost: [Int: MeasureCode] = [:]
        var seen: Set<[UInt8]> = []
        func add(_ term: [UInt8], _ role: NarrativeRole, value: String = "") {
            guard !term.isEmpty, seen.insert(term).inserted else { return }
            if role == .filler, value.hasPrefix("staff.") { kindsOfPost[folded.count] = MeasureCode(value) }
            folded.append(term)
            roles.append(role)
            switch (role, value) {
            case (.filler, _): fillers.append(FillerTraits(value: value))
            case (.ignored, "members.other"): fillers.append(.members)
            case (.ignored, "staff.movement"): fillers.append(.movement)
            case (.ignored, "other.difference"): fillers.append(.difference)
            default: fillers.append([])
            }
        }
        for entry in terms {
            guard let role = Self.role(entry.role, value: entry.value) else { continue }
            add(FoldedText(entry.term).bytes, role, value: entry.value)
        }
        let funds = zip(folded, roles).compactMap { term, role in if case .fund = role { term } else { nil } }
        for code in codes.codes(in: .function) where code.utf8.count == 3 {
            guard let name = codes.name(of: code, in: .function) else { continue }
            for form in Self.forms(ofClass: name).map({ FoldedText($0).bytes }) {
                // “国有资本经营预算支出” is a class, but in a sentence the fund's.
                if funds.contains(where: { form.starts(with: $0) }) { continue }
                add(form, .label([.function(code)], nil))
            }
        }
        self.roles = roles
        self.fillers = fillers
        names = zip(roles, fillers).map { $0.namesFigures || !$1.isDisjoint(with: .namingFigures) }
        self.kindsOfPost = kindsOfPost
        stages = roles.map(StageWord.init)
        ordinals = folded.map { $0.count == 6 && $0[...].ends(with: ListedProjects.Marks.isWord) }
        automaton = TermAutomaton(terms: folded)
    }

    /// False for the many paragraphs whose figures count what nobody asks for: no word names a measure and no amount is
    /// told, so that the parser would bind none.
    ///
    /// - Parameter topic: of the headings above.
    func mayBind(_ tokens: [NarrativeToken], in bytes: [UInt8], under topic: NarrativeSubject?) -> Bool {
        if let topic, topic.bindsFigures { return true }
        return tokens.contains { token in
            switch token.kind {
            case .word(let term): names[term]
            case .figure(let figure): figure.mayBeMoney
            case .level: true
            default: false
            }
        } || bytes.contains(NarrativeWords.unit[...])
    }

    /// The same told by the words and bytes alone, before they are cut into tokens: false only where `mayBind` is.
    func mayBind(_ matches: [TermAutomaton.Match], in bytes: [UInt8]) -> Bool {
        matches.contains { names[$0.term] } || NarrativeWords.mayTellMoney(bytes)
    }

    /// “社会保障和就业支出” is printed as “社会保障与就业”, “社会保障和就业（类）支出” too; a short name never without 支出.
    private static func forms(ofClass name: String) -> [String] {
        var forms = [name]
        if name.hasSuffix("支出") {
            let stem = String(name.dropLast(2))
            if stem.count >= 5 { forms.append(stem) }
            forms.append(stem + "类支出")
        }
        for form in forms where form.contains("和") { forms.append(form.replacing("和", with: "与")) }
        return forms
    }

    private static func role(_ role: String, value: String) -> NarrativeRole? {
        let parts = value.split(separator: "@")
        let codes = (parts.first ?? "").split(separator: " ").map { MeasureCode(String($0)) }
        let scenario = parts.count > 1 ? Scenario(rawValue: String(parts[1])) : nil
        switch role {
        case "ignored": return .ignored
        case "got": return .got
        case "compare": return .compare
        case "compare_with": return .compareWith
        case "compare_end": return .compareEnd
        case "same": return .same
        case "increase": return .increase
        case "decrease": return .decrease
        case "reach": return .reach
        case "from": return .from
        case "share": return .share
        case "completion": return .completion
        case "whereof": return .whereof
        case "respectively": return .respectively
        case "each": return .each
        case "wholly": return .wholly
        case "purpose": return .purpose
        case "nothing": return .nothing
        case "absent": return .absent
        case "filler": return .filler
        case "own_body": return .ownBody
        case "region": return .region
        case "foreign_body": return .foreignBody
        case "gap": return .gap
        case "project_label": return .projectLabel
        case "year": return Int(value).map { .year($0) }
        case "project_stage": return Scenario(rawValue: value).map { .projectStage($0) }
        case "scenario": return Scenario(rawValue: value).map { .scenario($0) }
        default: break
        }
        guard let code = codes.first else { return nil }
        switch role {
        case "label": return .label(codes, scenario)
        case "bare_label": return .bareLabel(codes, scenario)
        case "generic": return .generic(code)
        case "fund": return .fund(code)
        case "appropriation": return .appropriation(code)
        case "three_public_part": return .part(.threePublic, code)
        case "procurement_part": return .part(.procurement, code)
        case "members_part": return .part(.members, code)
        case "staff_part": return .part(.staff, code)
        case "reception_part": return .part(.reception, code)
        case "staff": return .staff(code)
        case "members": return .members(code)
        case "members_bare": return .membersBare(code)
        case "chambers_head": return .chambersHead(code)
        case "chambers": return .chambers(code)
        case "vehicle_count": return .vehicleCount(code)
        case "overseas_count": return .overseasCount(code)
        case "batch_word": return .batchWord(code)
        case "score": return .score(code)
        case "nil_label": return .nilLabel(code)
        default: return nil
        }
    }
}
