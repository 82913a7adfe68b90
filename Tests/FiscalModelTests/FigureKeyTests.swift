import FiscalModel
import Testing

/// Protects that figures are found by what they are, projects' too.
@Suite struct FigureKeyTests {
    /// A county's list of 10,000 projects took minutes: the keys of all projects were taken for one another at first.
    @Test func theProjectsOfALongListAreToldApartAtOnce() {
        let keys = (0..<30_000).map {
            FigureKey(measure: "project.amount", fiscalYear: 2023, scenario: .actual, project: "第\($0)个项目")
        }
        let time = ContinuousClock().measure { #expect(Set(keys).count == keys.count) }
        #expect(time < .seconds(15))
    }
}
