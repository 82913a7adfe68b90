import DocumentModel
import FiscalModel
import Identifying
import ReferenceData
import Testing

/// Protects whose report a document is: every body, year and kind of the cases, and nothing where nothing says.
@Suite struct ReportIdentifierTests {
    static let identifier: Result<ReportIdentifier, SeedError> = Result { () throws(SeedError) in
        ReportIdentifier(reference: try ReferenceData.embedded())
    }

    private func identify(_ text: String, metadata: DocumentMetadata = .init()) throws -> Identification {
        try Self.identifier.get().identify(document(text, metadata: metadata))
    }

    private func document(_ text: String, metadata: DocumentMetadata = .init()) -> Document {
        Document(
            format: .txt, metadata: metadata,
            blocks: text.split(separator: "\n").map { .paragraph(Paragraph(String($0))) })
    }

    @Test(arguments: IdentityCase.plain + IdentityCase.hard)
    func identifies(_ report: IdentityCase) throws {
        guard case .identified(let identity, _) = try identify(report.text) else {
            Issue.record("unidentified: \(try identify(report.text))")
            return
        }
        #expect(identity.unit.name == report.unit)
        #expect(identity.unit.divisionCode == report.division)
        #expect(identity.unit.kindOfBody == report.kindOfBody)
        #expect(identity.fiscalYear == report.year)
        #expect(identity.kind == report.kind)
    }

    /// A page saved without line ends: each name was looked for in all that stands before it, and 700 KB took a minute.
    @Test(arguments: ["和县政府人民代表大会决算", "2023年道县工商联预算绩效自评，", "单位名称(", "道县工商联"])
    func oneLongLineTakesNoLongTime(_ words: String) throws {
        let title = "道县工商业联合会2023年度部门决算\n"
        func time(_ count: Int) throws -> Duration {
            let long = document(title + String(repeating: words, count: count))
            var found: Identification?
            let time = try ContinuousClock().measure { found = try Self.identifier.get().identify(long) }
            guard case .identified(let identity, _) = found else {
                Issue.record("unidentified: \(String(describing: found))")
                return time
            }
            #expect(identity.unit.divisionCode == "431124")
            return time
        }
        _ = try time(100)
        let (short, long) = (try time(1_000), min(try time(10_000), try time(10_000)))
        #expect(long < short * 50, "ten times the length took \(long / short) times as long")
    }

    @Test func everyPlainCaseIsAnIndependentBody() {
        // Two cases of one body and year would hide that a case was changed by mistake.
        let all = IdentityCase.plain + IdentityCase.hard
        #expect(Set(all.map(\.description)).count == all.count)
    }

    /// Names of divisions hide in words and in each other (中共和县, 市中区): every county has to be found.
    @Test func identifiesABodyOfEveryThirdCounty() throws {
        let divisions = try ReferenceData.embedded().divisions.all.filter { $0.isValid(in: 2022) }
        var missed: [String] = []
        for (index, division) in divisions.enumerated() where index % 3 == 0 {
            // Districts of a municipality have no city; others run by a province have a name of their own.
            let above = division.city.isEmpty && division.province.hasSuffix("市") ? division.province : division.city
            let name = (division.level == .county ? above : "") + division.name + "卫生健康局"
            let found = try identify("2022年度部门决算\n\(name)2022年度决算情况说明\n在上级领导下，\(name)负责有关工作。")
            guard case .identified(let identity, _) = found, identity.unit.name == name,
                identity.unit.divisionCode == division.code
            else {
                missed.append(name)
                continue
            }
        }
        #expect(missed == [])
    }

    // MARK: Not to be identified

    private func reason(_ text: String) throws -> UnidentifiedReason? {
        guard case .unidentified(let reason, _) = try identify(text) else { return nil }
        return reason
    }

    @Test func emptyDocumentHasNoText() throws {
        #expect(try reason("") == .noText)
    }

    @Test func textWithoutBodyHasNoUnit() throws {
        #expect(try reason("2023年度部门决算\n一、收入支出决算总体情况说明\n本部门2023年度收入12.50万元。") == .noUnit)
    }

    @Test func templateIsAPlaceholder() throws {
        #expect(try reason("上海市XX局\n2024年度部门决算\n第一部分 上海市XX局概况") == .placeholderUnit)
    }

    @Test func sharedCountyNameIsAmbiguousAndListsAllFour() throws {
        let found = try identify("鼓楼区教育局2023年度部门决算\n第一部分 鼓楼区教育局概况")
        guard case .unidentified(let reason, let candidates) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(reason == .ambiguousDivision)
        #expect(candidates.compactMap(\.divisionCode) == ["320106", "320302", "350102", "410204"])
        #expect(candidates.first?.name == "江苏省南京市鼓楼区")
    }

    @Test func townshipWithoutCountyHasNoDivision() throws {
        #expect(try reason("2022年部门预算\n单位名称：沙溪镇人民政府\n一、部门基本概况") == .noDivision)
    }

    @Test func twoBodiesAlikeAreAmbiguous() throws {
        #expect(try reason("攸县审计局2023年度部门决算\n攸县统计局2023年度部门决算") == .ambiguousUnit)
    }

    @Test func reportWithoutYearHasNone() throws {
        #expect(try reason("攸县审计局部门决算\n第一部分 攸县审计局概况") == .noYear)
    }

    // MARK: What the format knows

    @Test func tableCellsArePairedWithTheirLabels() throws {
        let table = Table(rows: [
            ["部门整体支出绩效自评表", ""], ["（2023年度）", ""], ["部门名称", "盂县文物局"], ["主管部门", "盂县文化和旅游局"],
        ])
        let found = try Self.identifier.get().identify(Document(format: .xlsx, blocks: [.table(table)]))
        guard case .identified(let identity, _) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(identity.unit.name == "盂县文物局")
        #expect(identity.unit.divisionCode == "140322")
        #expect(identity.fiscalYear == 2023)
        #expect(identity.kind == .performanceSelfEvaluation)
    }

    @Test func publisherOfTheSidecarNamesTheBody() throws {
        let found = try identify(
            "2023年度部门决算公开\n一、收入支出决算总体情况\n本单位收入减少。", metadata: .init(publisher: "盂县民政局"))
        guard case .identified(let identity, let clues) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(identity.unit.name == "盂县民政局")
        #expect(clues.contains(Clue(subject: .unit, value: "盂县民政局", source: "publisher", weight: 12)))
    }

    @Test func navigationSaysNothing() throws {
        let blocks: [Block] = [
            .paragraph(Paragraph("盂县统计局2024年部门预算", role: .navigation)),
            .paragraph(Paragraph("盂县民政局2023年度部门决算", role: .title)),
            .paragraph(Paragraph("盂县审计局2022年部门预算", role: .navigation)),
        ]
        let found = try Self.identifier.get().identify(Document(format: .html, blocks: blocks))
        guard case .identified(let identity, _) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(identity.unit.name == "盂县民政局")
        #expect(identity.fiscalYear == 2023)
        #expect(identity.kind == .finalAccounts)
    }

    @Test func shortFormsAreAliases() throws {
        let report = IdentityCase.hard[0]
        guard case .identified(let identity, _) = try identify(report.text) else {
            Issue.record("unidentified")
            return
        }
        #expect(identity.unit.aliases == ["常宁市工商联"])
    }
}
