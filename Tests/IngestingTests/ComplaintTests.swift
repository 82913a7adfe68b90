import Ingesting
import Loading
import Reading
import ReferenceData
import Terminal
import Testing
import Warehouse

@testable import Ingesting

/// Errors have one shape: where, what, what follows, what to do; and each ends the command in its own way.
@Suite struct ComplaintTests {
    @Test func textInBothLanguages() {
        let complaint = Complaint(
            place: "a.docx", what: Wording(zh: "文件是空的", en: "the file is empty"),
            consequence: Wording(zh: "没有装入", en: "nothing was loaded"), help: Wording(zh: "重新下载", en: "fetch it again"),
            status: .quarantined)
        #expect(complaint.text(in: .chinese) == "错误：a.docx：文件是空的\n  后果：没有装入\n  办法：重新下载")
        #expect(
            complaint.text(in: .english)
                == "error: a.docx: the file is empty\n  consequence: nothing was loaded\n  help: fetch it again")
    }

    @Test func partsMayBeMissing() {
        #expect(Complaint(what: Wording("x"), status: .fault).text(in: .english) == "error: x")
    }

    @Test(arguments: [
        (WarehouseError.Reason.busy, Ending.tryLater), (.newer(version: 9, known: 1), .configuration),
        (.missing, .noInput), (.foreign, .inputOutput), (.failed(detail: "database or disk is full"), .inputOutput),
    ])
    func warehouseErrorsEndTheirWay(reason: WarehouseError.Reason, status: Ending) {
        #expect(Complaint(WarehouseError(reason, path: "w.sqlite")).status == status)
    }

    /// The warehouse keeps the Chinese reason: a later run in English, and `status`, say it in English, with the help.
    @Test func quarantineFromBeforeSpeaksBothLanguages() {
        let damaged = Rejection(Quarantine(code: "damaged", text: "文件已损坏（word/document.xml）"))
        // A warehouse from before the English details has those of the code alone.
        #expect(damaged.reason == Wording(zh: "文件已损坏（word/document.xml）", en: "the file is damaged"))
        let told = Rejection(
            Quarantine(
                code: "damaged", text: "文件已损坏（word/document.xml）", english: "the file is damaged (word/document.xml)"))
        #expect(told.reason.en == "the file is damaged (word/document.xml)")
        #expect(damaged.help == ReadingFailure.Reason.damaged.help)
        let nobody = Rejection(Quarantine(code: "no_unit", text: "认不出是谁的报告：没有写明单位名称", candidates: "道县"))
        #expect(
            nobody.fullReason.en == "whose report it is is not clear: no name of a body is printed; it could be: 道县")
        // It named a file of short forms, in which nothing helps a body that is not known.
        #expect(nobody.help?.zh.contains("Seeds/kinds_of_body.csv") == true)
    }

    @Test func namesOfFilesCannotSteerTheTerminal() {
        let complaint = Complaint(place: "a\u{1B}[31m\nb.txt", what: Wording("x"), status: .fault)
        #expect(complaint.text(in: .english) == "error: a [31m b.txt: x")
    }
}
