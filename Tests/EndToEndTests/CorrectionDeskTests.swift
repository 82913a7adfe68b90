import Foundation
import Ingesting
import Testing

/// Protects what a person in charge does with the warehouse: decide, keep the decisions in a file, take them back.
@Suite struct CorrectionDeskTests {
    private func desk(_ sandbox: Sandbox, at time: String = "2025-02-01T08:00:00Z") throws -> CorrectionDesk {
        try CorrectionDesk(path: sandbox.database, reference: try Sandbox.reference.get(), clock: { time })
    }

    /// The chosen total of the first sample's own year.
    private let target = """
        SELECT unit_name || '|' || fiscal_year || '|' || printf('%d', value_fen) FROM v_fact
        WHERE measure = 'expenditure.total' AND scenario = 'actual' ORDER BY unit_name, fiscal_year LIMIT 1
        """

    private func request(
        _ sandbox: Sandbox, value: String?, measure: String = "expenditure.total", isRejection: Bool = false
    ) throws -> CorrectionRequest {
        let words = try sandbox.text(target).split(separator: "|").map(String.init)
        return CorrectionRequest(
            unit: words[0], year: Int(words[1])!, measure: measure, scenario: .actual, value: value,
            isRejection: isRejection, reason: "与原件核对，\"盖章\"件为准", madeBy: "李某")
    }

    @Test func aCorrectionOutlivesLoadingAgainAndTheFileRoundTrips() throws {
        let sandbox = try Sandbox(samples: 2)
        _ = try sandbox.run()
        let first = try desk(sandbox)
        try first.make(try request(sandbox, value: "123.45万元"))
        let exported = try first.exported()
        try first.close()
        #expect(try sandbox.text(target).hasSuffix("|123450000"))
        #expect(exported.split(separator: "\n").count == 2)
        #expect(exported.contains(",yuan,"))
        #expect(exported.contains(",1234500.00,\"与原件核对，\"\"盖章\"\"件为准\",李某,2025-02-01T08:00:00Z,"))

        let dump = try sandbox.dump()
        _ = try sandbox.run(at: "2025-03-01T08:00:00Z")
        #expect(try sandbox.dump() == dump)
        #expect(try sandbox.faults() == [])

        // A new warehouse takes the file in before the reports and ends in the same figures and the same file.
        let file = sandbox.folder.appending(path: "corrections.csv")
        try Data(exported.utf8).write(to: file)
        let other = try Sandbox(samples: 2)
        _ = try other.run([])
        let second = try desk(other, at: "2025-04-01T08:00:00Z")
        #expect(try second.importing(file.path) == 1)
        #expect(try second.importing(file.path) == 0)
        try second.close()
        _ = try other.run()
        #expect(try other.text(target) == sandbox.text(target))
        let third = try desk(other)
        #expect(try third.exported() == exported)
        try third.withdraw(1)
        let list = try third.list(in: .english)
        #expect(list.contains("withdrawn"))
        #expect(list.contains("Total expenditure") && !list.contains("expenditure.total"), "\(list)")
        let withdrawn = try third.exported()
        try third.close()
        #expect(!(try other.text(target).hasSuffix("|123450000")))

        // The withdrawal travels too.
        try Data(withdrawn.utf8).write(to: file)
        let fourth = try desk(sandbox)
        #expect(try fourth.importing(file.path) == 1)
        #expect(try fourth.exported() == withdrawn)
        try fourth.close()
        #expect(try sandbox.faults() == [])
    }

    /// Decisions of one second, and under a clock that went back, are each the last word in their turn.
    @Test(arguments: ["2025-02-01T08:00:00Z", "2025-01-01T08:00:00Z"]) func theLastWordCounts(time: String) throws {
        let sandbox = try Sandbox(samples: 1)
        _ = try sandbox.run()
        let early = try desk(sandbox)
        try early.make(try request(sandbox, value: "123.45万元"))
        try early.close()
        let late = try desk(sandbox, at: time)
        #expect(try sandbox.text(target).hasSuffix("|123450000"))
        try late.make(try request(sandbox, value: "77万元"))
        #expect(try sandbox.text(target).hasSuffix("|77000000"))
        try late.make(try request(sandbox, value: "123.45万元"))
        #expect(try sandbox.text(target).hasSuffix("|123450000"))
        try late.withdraw(3)
        #expect(!(try sandbox.text(target).hasSuffix("|123450000")))
        try late.make(try request(sandbox, value: "123.45万元"))
        #expect(try sandbox.text(target).hasSuffix("|123450000"))
        #expect(try sandbox.count("SELECT count(*) FROM correction") == 4)
        try late.close()
        #expect(try sandbox.faults() == [])
    }

    /// What spreadsheets make of the file: a mark at its beginning, CRLF, GBK, shorter numbers, emptied rows.
    @Test func aFileThatExcelSavedIsTakenIn() throws {
        let sandbox = try Sandbox(samples: 1)
        _ = try sandbox.run()
        let desk = try desk(sandbox)
        try desk.make(try request(sandbox, value: "123.40万元"))
        let exported = try desk.exported()
        try desk.close()
        let file = sandbox.folder.appending(path: "corrections.csv")
        let saved =
            exported.replacing("\n", with: "\r\n").replacing(",1234000.00,", with: ",1234000,")
            + String(repeating: ",", count: 15) + "\r\n"
        let forms = [Data([0xEF, 0xBB, 0xBF] + Array(saved.utf8)), try gbk(saved)]
        for form in forms {
            try form.write(to: file)
            let other = try Sandbox(samples: 0)
            _ = try other.run([])
            let taking = try self.desk(other)
            #expect(try taking.importing(file.path) == 1)
            #expect(try taking.exported() == exported)
            for (field, broken, said) in [
                (",1234000,", ",1.234E+06,", "corrected_value is “1.234E+06”, it has to be: a number in full"),
                ("T08:00:00Z", " 8:00", "made_at is “2025-02-01 8:00”, it has to be: a time such as"),
                // No decision could come after the first, and none ever had the second.
                ("2025-02-01T", "9999-12-31T", "made_at is “9999-12-31T08:00:00Z”, it has to be: a time such as"),
                ("2025-02-01T", "2025-13-01T", "made_at is “2025-13-01T08:00:00Z”, it has to be: a time such as"),
                (",yuan,", ",元,", "unit is “元”, it has to be: yuan or number"),
            ] {
                try Data(saved.replacing(field, with: broken).utf8).write(to: file)
                let complaint = try #require(throws: Complaint.self) { try taking.importing(file.path) }
                #expect(complaint.place == file.path + ":2")
                #expect(complaint.what.en.hasPrefix(said), "\(complaint.what.en)")
            }
            try taking.close()
        }
    }

    private func gbk(_ text: String) throws -> Data {
        let iconv = Process()
        iconv.executableURL = URL(filePath: "/usr/bin/env")
        iconv.arguments = ["iconv", "-f", "UTF-8", "-t", "GBK"]
        let (input, output) = (Pipe(), Pipe())
        (iconv.standardInput, iconv.standardOutput) = (input, output)
        try iconv.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        iconv.waitUntilExit()
        try #require(iconv.terminationStatus == 0)
        return bytes
    }

    @Test func whatCannotBeDecidedIsSaid() throws {
        let sandbox = try Sandbox(samples: 1)
        #expect(throws: Complaint.self) { try self.desk(sandbox) }
        _ = try sandbox.run()
        let desk = try self.desk(sandbox)
        var wrong = try request(sandbox, value: "1")
        wrong.unit = "没有这个局"
        #expect(try #require(throws: Complaint.self) { try desk.make(wrong) }.status == .noInput)
        wrong = try request(sandbox, value: "十二")
        #expect(try #require(throws: Complaint.self) { try desk.make(wrong) }.status == .usage)
        wrong = try request(sandbox, value: "0.01", isRejection: true)
        #expect(try #require(throws: Complaint.self) { try desk.make(wrong) }.status == .usage)
        wrong = try request(sandbox, value: "1")
        wrong.year = 1999
        #expect(try #require(throws: Complaint.self) { try desk.make(wrong) }.status == .noInput)
        wrong = try request(sandbox, value: "1")
        wrong.reason = ""
        #expect(try #require(throws: Complaint.self) { try desk.make(wrong) }.status == .usage)
        let file = sandbox.folder.appending(path: "broken.csv")
        try Data("division_code,unit_name\n1,2\n".utf8).write(to: file)
        let complaint = try #require(throws: Complaint.self) { try desk.importing(file.path) }
        #expect(complaint.status == .quarantined)
        #expect(complaint.place == file.path + ":1")
        #expect(try desk.list(in: .chinese) == "（没有人工裁定）\n")
        try desk.close()
    }
}
