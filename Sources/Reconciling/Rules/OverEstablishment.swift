import FiscalModel

/// `over_establishment`: more staff in post than authorized posts.
///
/// Holds: 编制7名，在职7人.  Breaks: 编制数5人，实有在职人员7人.
enum OverEstablishment {
    static func findings(in figures: ReportFigures) -> [Finding] {
        figures.keys.filter { $0.measure == "staff.in_post" && $0.scenario == .actual }.compactMap { key in
            let posts = figures.values("staff.authorized", key.fiscalYear, .actual)
            guard let most = posts.max(by: { $0.value.worth < $1.value.worth }),
                let staff = figures.values(key).min(by: { $0.value.worth < $1.value.worth }),
                staff.value.worth > most.value.worth
            else { return nil }
            return Finding(
                rule: .overEstablishment, measure: key.measure, fiscalYear: key.fiscalYear, severity: .warning,
                message: .init(
                    zh: "在职\(staff.value)人，超过核定编制\(most.value)名",
                    en: "\(staff.value.english) in post, more than the \(most.value.english) authorized posts"),
                quote: Quote.joining([most, staff]))
        }
    }
}
