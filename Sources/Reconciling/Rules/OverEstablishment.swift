import FiscalModel
import ReferenceData

/// `over_establishment`: more staff in post than authorized posts.
///
/// Holds: 编制7名，在职7人.  Breaks: 编制数5人，实有在职人员7人.
///
/// Posts of one body of a system (局机关编制20名) are not held against the staff of all of it.
enum OverEstablishment {
    static func findings(in figures: ReportFigures, _ surroundings: Surroundings) -> [Finding] {
        figures.keys(of: "staff.in_post").filter { $0.scenario == .actual }.compactMap { key in
            let posts = figures.values("staff.authorized", key.fiscalYear, .actual)
            guard let most = posts.max(by: { $0.value.worth < $1.value.worth }),
                let staff = figures.values(key).min(by: { $0.value.worth < $1.value.worth }),
                staff.value.worth > most.value.worth, areOfOneBody(most, staff, surroundings)
            else { return nil }
            return Finding(
                rule: .overEstablishment, measure: key.measure, fiscalYear: key.fiscalYear, severity: .warning,
                message: .init(
                    zh: "在职\(staff.value)人，超过核定编制\(most.value)名",
                    en: "\(staff.value.english) in post, more than the \(most.value.english) authorized posts"),
                quote: Quote.joining([most, staff]))
        }
    }

    private static func areOfOneBody(
        _ posts: Observation, _ staff: Observation, _ surroundings: Surroundings
    ) -> Bool {
        let body = surroundings.body(of: posts)
        guard body == surroundings.body(of: staff) else { return false }
        guard body == .partOfSystem, let between = surroundings.text(between: posts, and: staff) else { return true }
        // The sentence may go on to another body, and its staff be of both.
        let others: [FindingWords.Role] = [.ownPartOfSystem, .wholeSystem, .authorizedPosts]
        return !others.contains { surroundings.words[$0].contains(where: between.contains) }
    }
}
