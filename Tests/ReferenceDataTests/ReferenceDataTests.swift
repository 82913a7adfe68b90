import FiscalModel
import ReferenceData
import Testing

/// Protects the questions that other rooms ask of the seeds.
@Suite struct ReferenceDataTests {
    private let reference: ReferenceData

    init() throws { reference = try ReferenceData.embedded() }

    // MARK: Measures and terms

    @Test func measuresKeepTheContractsOrderAndParents() {
        #expect(reference.measures.all.count == 73)
        #expect(reference.measures.all.first?.code == "revenue.total")
        #expect(
            reference.measures.children(of: "three_public.vehicle").map(\.code)
                == ["three_public.vehicle_purchase", "three_public.vehicle_operation"])
        #expect(reference.measures["staff.in_post"]?.unit == .person)
        #expect(reference.measures["nothing"] == nil)
    }

    @Test func classesOfExpenditureAreMeasuresToo() {
        let item = reference.measure("expenditure.function.2012801")
        #expect(item?.labelZH == "行政运行")
        #expect(item?.parent == "expenditure.function.20128")
        #expect(reference.measure("expenditure.function.2013699")?.labelZH == "其他共产党事务支出")
        // A code that is not listed is as good, under its prefix.
        #expect(reference.measure("expenditure.function.2199901")?.parent == "expenditure.function.21999")
        #expect(reference.measure("expenditure.function.219")?.parent == "expenditure.total")
        #expect(reference.measure("expenditure.economic.3021") == nil)
    }

    @Test(arguments: [
        ("“三公”经费支出", "three_public.total"), ("三公”经费", "three_public.total"), ("因公出国(境)费用", "three_public.overseas"),
        ("公务用车购置及运行维护费", "three_public.vehicle"), ("年末结转和结余", "expenditure.carryover"),
        ("日常公用经费", "expenditure.basic.operating"), ("核定编制", "staff.authorized"),
    ]) func termsMeanMeasuresWhereverTheyStand(label: String, code: String) {
        #expect(reference.lexicon.measure(named: label) == MeasureCode(code))
    }

    @Test func contextDecidesWhatAGeneralWordMeans() {
        let lexicon = reference.lexicon
        #expect(lexicon.measure(named: "合计") == nil)
        #expect(lexicon.measure(named: "合计", in: .revenue) == "revenue.total")
        #expect(lexicon.measure(named: "合计", in: .threePublic) == "three_public.total")
        #expect(lexicon.measure(named: "会议费", in: .threePublic) == "meeting_cost")
        #expect(lexicon.measure(named: "会议费", in: .economic) == nil)
    }

    @Test func longerIgnoredTermsHideShorterOnes() throws {
        let text = FoldedText("政府采购执行率98%，政府采购支出3万元")
        let found = reference.lexicon.measureAutomaton.longestMatches(in: text.bytes)
            .map { reference.lexicon.measureTerms[$0.term] }
        #expect(found.map(\.text) == ["政府采购执行率", "政府采购支出"])
        #expect(found.map(\.isIgnored) == [true, false])
    }

    @Test func scenariosAreNamed() {
        #expect(reference.lexicon.scenario(named: "年初预算数") == .initialBudget)
        #expect(reference.lexicon.scenario(named: "全年 预算数") == .adjustedBudget)
        #expect(reference.lexicon.scenario(named: "指标数") == .budget)
        #expect(reference.lexicon.scenario(named: "决算数") == .actual)
        #expect(reference.lexicon.scenario(named: "结余") == nil)
        #expect(reference.scenarios.map(\.code) == Scenario.allCases.map(\.rawValue))
    }

    @Test func codesAreFoundByNameUnderTheirParent() {
        let codes = reference.classifications
        #expect(codes.codes(named: "公务接待费", in: .economic) == ["30217"])
        #expect(codes.codes(named: "因公出国(境)费用", in: .economic) == ["30212"])
        #expect(codes.codes(named: "行政运行", in: .function, under: "20128") == ["2012801"])
        #expect(codes.codes(named: "行政运行", in: .function).count > 10)
        #expect(codes.ancestors(of: "2013802", in: .function) == ["201", "20138"])
        #expect(codes.isWellFormed("30217", in: .economic))
        #expect(!codes.isWellFormed("30217", in: .function))
    }

    @Test func identitiesNameTheirParts() {
        let parts = reference.identities.all.first { $0.name == "three_public_parts" }?.parts.map(\.measure)
        #expect(parts == ["three_public.overseas", "three_public.vehicle", "three_public.reception"])
        let carryover = reference.identities.all.first { $0.name == "carryover" }
        #expect(carryover?.parts.first { $0.measure == "expenditure.total" }?.weight == -1)
    }

    // MARK: Divisions

    @Test func codesHaveThePlaceOfTheYear() {
        let divisions = reference.divisions
        #expect(
            divisions.place(of: "431124", in: 2023) == DivisionPlace(province: "湖南省", city: "永州市", county: "道县"))
        #expect(divisions.place(of: "310107", in: 2024) == DivisionPlace(province: "上海市", county: "普陀区"))
        #expect(divisions.place(of: "340700", in: 2022) == DivisionPlace(province: "安徽省", city: "铜陵市"))
        #expect(divisions.division("130502", in: 2019)?.name == "桥东区")
        #expect(divisions.division("130502", in: 2020)?.name == "襄都区")
    }

    @Test func namesAreSearchedWithTheirContext() {
        let divisions = reference.divisions
        func codes(_ text: String) -> [String] {
            switch divisions.search(text, in: 2023) {
            case .found(let division): [division.code]
            case .ambiguous(let all): all.map(\.code)
            case .unknown: []
            }
        }
        #expect(codes("道县") == ["431124"])
        #expect(codes("431124") == ["431124"])
        #expect(codes("鼓楼区") == ["320106", "320302", "350102", "410204"])
        #expect(codes("徐州市鼓楼区") == ["320302"])
        #expect(codes("福建省福州市鼓楼区") == ["350102"])
        #expect(codes("芷江") == ["431228"])
        #expect(codes("无此县") == [])
    }

    @Test func unknownNamesComeWithTheNearest() {
        guard case .unknown(let suggestions) = reference.divisions.search("衡山现", in: 2023) else {
            Issue.record("found")
            return
        }
        #expect(suggestions.first?.name == "衡山县")
        #expect(suggestions.count <= 6)
    }

    @Test func successorsLeadToWhatStandsToday() {
        let divisions = reference.divisions
        #expect(divisions.current(of: "110103") == ["110101"])
        #expect(divisions.current(of: "431124") == ["431124"])
        #expect(divisions.current(of: "371523") == ["371503"])
        #expect(divisions.current(of: "000000") == [])
    }

    @Test(arguments: [
        ("芷江侗族自治县", ["芷江", "芷江县"]), ("湘西土家族苗族自治州", ["湘西", "湘西州", "湘西自治州"]), ("内蒙古自治区", ["内蒙古"]),
        ("江苏省", ["江苏"]), ("鄂温克族自治旗", ["鄂温克", "鄂温克旗"]), ("道县", []),
    ]) func divisionsHaveShortForms(name: String, forms: [String]) {
        #expect(reference.divisions.divisions(named: name, in: 2023).first?.shortForms == forms)
    }

    @Test func populationCountsCountiesAndTheirSums() {
        #expect(reference.population.residents(of: "431124")?.count == 621_275)
        #expect(reference.population.residents(of: "431124")?.year == 2020)
        // 茌平县 became 茌平区 before the census.
        #expect(reference.population.residents(of: "371523") == reference.population.residents(of: "371503"))
        let beijing = reference.population.residents(of: "110000")?.count ?? 0
        #expect(beijing > 20_000_000 && beijing < 23_000_000)
        #expect(reference.population.residents(of: "999999") == nil)
    }

    // MARK: Bodies

    @Test(arguments: [
        ("道县工商业联合会", "federation"), ("中共普陀区委社会工作部", "party_department"), ("金堂县官仓镇人民政府", "township_government"),
        ("江苏省政协办公厅", "political_consultative_conference"), ("道县教育局", "education_bureau"),
        ("道县统计局", "statistics_bureau"),
        ("共青团道县委员会", "youth_league"), ("道县第一中学", "school"), ("道县史料局", "government_department"), ("某某", "other"),
    ]) func kindsAreToldByTheName(name: String, kind: String) {
        #expect(reference.kindsOfBody.kind(of: name) == kind)
    }

    @Test func shortNamesAreWrittenOut() {
        #expect(reference.unitNames.fullName(of: "渝水区工商联") == "渝水区工商业联合会")
        #expect(reference.unitNames.fullName(of: "道县工商业联合会") == "道县工商业联合会")
    }
}
