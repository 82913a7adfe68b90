import FiscalModel
import Foundation
import ReferenceData
import Testing

/// Protects that the seeds are sound, and that unsound ones are all named with file and line.
@Suite struct SeedLoadingTests {
    private static let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Seeds")

    /// A copy of the seeds with some files changed.
    private func folder(_ change: (String, String) -> String?) throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "seeds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for file in try FileManager.default.contentsOfDirectory(at: Self.seeds, includingPropertiesForKeys: nil)
        where file.pathExtension == "csv" {
            let text = try String(contentsOf: file, encoding: .utf8)
            guard let changed = change(file.lastPathComponent, text) else { continue }
            try Data(changed.utf8).write(to: copy.appending(path: file.lastPathComponent))
        }
        return copy
    }

    private func faults(_ change: (String, String) -> String?) throws -> [String] {
        let copy = try folder(change)
        defer { try? FileManager.default.removeItem(at: copy) }  // NB: a left-over folder in /tmp harms nobody.
        do throws(SeedError) {
            _ = try ReferenceData(folder: copy.path(percentEncoded: false))
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func embeddedSeedsAreThoseOfTheFolder() throws {
        let embedded = try ReferenceData.embedded()
        let folder = try ReferenceData(folder: Self.seeds.path(percentEncoded: false))
        #expect(embedded.fingerprint == folder.fingerprint)
        #expect(embedded.fingerprint.count == 64)
    }

    @Test func anotherByteIsAnotherFingerprint() throws {
        let copy = try folder { name, text in name == "ignored_terms.csv" ? text + "占比,比率\n" : text }
        defer { try? FileManager.default.removeItem(at: copy) }  // NB: a left-over folder in /tmp harms nobody.
        let changed = try ReferenceData(folder: copy.path(percentEncoded: false))
        #expect(try ReferenceData.embedded().fingerprint != changed.fingerprint)
    }

    /// Rules and queries follow the parents upwards and would never come to an end.
    @Test(arguments: [
        ("three_public.total", ["three_public.total"]),
        ("three_public.reception", ["three_public.reception", "three_public.total"]),
    ])
    func aMeasureThatIsAPartOfItself(_ parent: String, _ named: [String]) throws {
        let found = try faults { name, text in
            name == "measures.csv"
                ? text.replacing(
                    ",Three public expenses,yuan,three_public,,",
                    with: ",Three public expenses,yuan,three_public,\(parent),")
                : text
        }
        #expect(found.map { $0.drop { $0 != " " } } == named.map { " parent 的值“\($0)”不合规定" })
    }

    /// One comma too many in the measures made every reference to a measure a fault: two thousand, with the one among them.
    @Test func aFileThatCannotBeReadIsOneFault() throws {
        let found = try faults { name, text in
            guard name == "measures.csv" else { return text }
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines[2] += ",x"
            return lines.joined(separator: "\n")
        }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("measures.csv:3: ") == true)
    }

    @Test func aWeightBeyondAllBoundsIsAFault() throws {
        let found = try faults { name, text in
            guard name == "identities.csv", let weight = text.firstRange(of: ",1,") else { return text }
            return text.replacingCharacters(in: weight, with: ",-9223372036854775808,")
        }
        #expect(found == ["identities.csv:2: weight 的值“-9223372036854775808”不合规定"])
    }

    @Test func allFaultsComeTogetherWithTheirLines() throws {
        let found = try faults { name, text in
            switch name {
            case "scenarios.csv":
                "code,label_zh,label_en,definition,rank\ninitial_budget,年初预算,Initial budget,,1\nlast_budget,末,Last,,2\n"
            case "identities.csv":
                """
                name,label_zh,whole,part,weight,is_required,terms
                parts,三公,three_public.total,three_public.overseas,1,0,
                parts,三公,three_public.total,three_public.recption,1,0,
                parts,三公,three_public.total,three_public.vehicle,2,maybe,
                tree,功能分类,expenditure.function.*,expenditure.function.*,-1,1,codes_below
                tree,功能分类,expenditure.function.*,expenditure.function.*,1,1,codes_below
                classes,各类,expenditure.totals,expenditure.function.*,1,0,top_codes
                classes2,各类,expenditure.total,expenditure.functions.*,1,1,top_codes
                below,款,expenditure.total,expenditure.economic.*,1,1,codes_below
                projects,项目,expenditure.project,expenditure.total,1,1,projects
                other,其他,expenditure.project,expenditure.project,1,1,project
                star,功能分类,expenditure.function.*,expenditure.project,1,1,

                """
            case "unit_names.csv": "short_form,full_form\n工商联,\"工商业联合会\n"
            case "area_names.csv": nil
            default: text
            }
        }
        #expect(
            found == [
                "area_names.csv: 文件不存在或不能读取",
                "identities.csv:3: part 的值“three_public.recption”不在 measures.csv 中",
                "identities.csv:4: weight 的值“2”不合规定",
                "identities.csv:4: is_required 的值“maybe”不合规定",
                "identities.csv:5: weight 的值“-1”不合规定",
                "identities.csv:6: 重复：tree expenditure.function.*",
                "identities.csv:7: whole 的值“expenditure.totals”不在 measures.csv 中",
                "identities.csv:7: is_required 的值“0”不合规定",
                "identities.csv:8: part 的值“expenditure.functions.*”不合规定",
                "identities.csv:9: whole 的值“expenditure.total”不合规定",
                "identities.csv:10: part 的值“expenditure.total”不合规定",
                "identities.csv:11: terms 的值“project”不合规定",
                "identities.csv:12: whole 的值“expenditure.function.*”不在 measures.csv 中",
                "scenarios.csv:3: code 的值“last_budget”不合规定",
                "unit_names.csv:2: 引号没有闭合",
            ])
    }

    @Test func contradictingTermsAreNamedWithBothLines() throws {
        let found = try faults { name, text in
            switch name {
            case "measure_terms.csv":
                "term,measure,context,note\n“三公”经费,three_public.total,,\n三公经费,three_public.reception,,\n"
                    + "公务接待,three_public.reception,sometimes,\n"
            case "ignored_terms.csv": "term,note\n「三公」经费,\n"
            default: text
            }
        }
        #expect(
            found == [
                "ignored_terms.csv:2: “「三公」经费”与 measure_terms.csv:2 矛盾",
                "measure_terms.csv:3: “三公经费”与 measure_terms.csv:2 矛盾",
                "measure_terms.csv:4: context 的值“sometimes”不合规定",
            ])
    }

    /// A mistyped role or measure was passed over in silence, and with it everything the word had been read for.
    @Test func wordsWithARoleOrMeaningThatDoesNotExist() throws {
        let found = try faults { name, text in
            switch name {
            case "narrative_terms.csv":
                "term,role,value\n公务接待费,label,three_public.recption\n会议费,lable,three_public.total\n"
                    + "收支总计,label,revenue.total expenditure.total@last\n上年,year,minus\n预算,scenario,budgets\n"
                    + "培训费,label,expenditure.function.2050803\n总收入,bare_label,\n总支出,label,expenditure.total@actual\n"
            case "table_terms.csv":
                "term,role,meaning,form,note\n决算,scenario,actuals,,\n预算,budget,,,\n上年,year,last,,\n左,side,left,,\n"
            case "table_layouts.csv": text + "three_publics,whole,“三公”总表,,,\n"
            case "per_head_limits.csv":
                "measure,heads,lowest_yuan,highest_yuan,note\nexpenditure.totals,staff.in_post,1,2,\n"
                    + "staff.in_post,expenditure.total,1,2,\nexpenditure.total,staff.in_post,5,5,\n"
                    + "expenditure.total,staff.in_post,-1,many,\n"
            case "finding_words.csv": "role,word,note\nsome_found,财政拨款,\nshare,占,\nshare,占,\nshare,,\n"
            default: text
            }
        }
        let line =
            try String(contentsOf: Self.seeds.appending(path: "table_layouts.csv"), encoding: .utf8)
            .split(separator: "\n").count + 1
        #expect(
            found == [
                "finding_words.csv:2: role 的值“some_found”不合规定",
                "finding_words.csv:4: 重复：share 占",
                "finding_words.csv:5: word 不能为空",
                "narrative_terms.csv:2: value 的值“three_public.recption”不在 measures.csv 中",
                "narrative_terms.csv:3: role 的值“lable”不合规定",
                "narrative_terms.csv:4: value 的值“revenue.total expenditure.total@last”不合规定",
                "narrative_terms.csv:5: value 的值“minus”不合规定",
                "narrative_terms.csv:6: value 的值“budgets”不合规定",
                "narrative_terms.csv:8: value 的值“”不合规定",
                "per_head_limits.csv:2: measure 的值“expenditure.totals”不在 measures.csv 中",
                "per_head_limits.csv:3: measure 的值“staff.in_post”不合规定",
                "per_head_limits.csv:3: heads 的值“expenditure.total”不合规定",
                "per_head_limits.csv:4: highest_yuan 的值“5”不合规定",
                "per_head_limits.csv:5: highest_yuan 的值“many”不合规定",
                "table_layouts.csv:\(line): form 的值“three_publics”不合规定",
                "table_layouts.csv:\(line): scope 的值“whole”不合规定",
                "table_terms.csv:2: meaning 的值“actuals”不合规定",
                "table_terms.csv:3: role 的值“budget”不合规定",
                "table_terms.csv:4: meaning 的值“last”不合规定",
                "table_terms.csv:5: meaning 的值“left”不合规定",
            ])
    }

    @Test func divisionsAreCheckedAgainstEachOther() throws {
        let header = "code,name,level,province,city,valid_from,valid_until,successor_codes\n"
        let rows = """
            110000,北京市,province,北京市,,1981,,
            110101,东城区,county,北京市,,1981,,110199
            110101,东城区,county,北京市,,1981,,
            1101,西城区,county,北京市,石家庄市,1981,1980,
            110105,朝阳区,town,京城,,1981,,

            """
        let found = try faults { name, text in
            switch name {
            case "divisions.csv": header + rows
            case "population.csv": "division_code,name,year,resident_population\n110101,东城区,2020,708829\n"
            case "area_names.csv": "name,division_code,note\n"
            default: text
            }
        }
        #expect(
            found == [
                "divisions.csv:3: successor_codes 的值“110199”不在 divisions.csv 中",
                "divisions.csv:4: 重复：110101 1981",
                "divisions.csv:5: code 的值“1101”不合规定",
                "divisions.csv:5: valid_until 的值“1980”不合规定",
                "divisions.csv:5: city 的值“石家庄市”不在 divisions.csv 中",
                "divisions.csv:6: level 的值“town”不合规定",
                "divisions.csv:6: province 的值“京城”不在 divisions.csv 中",
            ])
    }

    @Test func quotedFieldsKeepTheLinesOfTheFile() throws {
        let found = try faults { name, text in
            name == "ignored_terms.csv" ? "\u{FEFF}term,note\r\n\"甲,\"\"乙\"\"\r\n丙\",注\r\n\r\n丁\r\n" : text
        }
        #expect(found == ["ignored_terms.csv:5: 有 1 列，应有 2 列"])
    }
}
