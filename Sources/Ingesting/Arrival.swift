import DocumentModel
import Identifying
import Loading
import Reading
import Terminal

/// A file, or a member of an archive, as it comes to the writer.
struct Arrival: Sendable {
    enum Content: Sendable {
        /// The warehouse has these bytes: nobody read them.
        case known
        case report(LoadableReport)
        case unreadable(Rejection)
    }

    var file: ArrivedFile
    /// For messages: the path as given, with the member's place in its archive.
    var displayPath: String
    var content: Content
    var times = StageTimes()
    /// Its bytes on their way to the archive: it must not be taken in before they are there.
    var keeping: Keeping?
}

/// Why a file goes into quarantine, with what a person is told.
struct Rejection: Hashable, Sendable {
    /// `v_document.quarantine_code`
    var code: String
    var reason: Wording
    var help: Wording?
    /// What follows from it, where that is not simply that nothing of the file was loaded.
    var consequence: Wording?
    /// What an unidentified report could be, best first.
    var candidates: String?
    var format: DocumentFormat?
    var metadata = DocumentMetadata()

    /// The reason, and what the report could be.
    var fullReason: Wording {
        guard let candidates, !candidates.isEmpty else { return reason }
        return Wording(zh: "\(reason.zh)；可能是：\(candidates)", en: "\(reason.en); it could be: \(candidates)")
    }

    var quarantine: Quarantine { Quarantine(code: code, text: reason.zh, english: reason.en, candidates: candidates) }
}

extension Rejection {
    /// As it stands in the warehouse from before; the code gives the help.
    init(_ quarantine: Quarantine) {
        self.init(
            code: quarantine.code,
            reason: Wording(zh: quarantine.text, en: quarantine.english ?? Self.english(quarantine)),
            help: ReadingFailure.Reason(rawValue: quarantine.code)?.help
                ?? UnidentifiedReason(rawValue: quarantine.code)?.help,
            candidates: quarantine.candidates)
    }

    /// Of a program that kept the Chinese words only: what the code says.
    private static func english(_ quarantine: Quarantine) -> String {
        if let why = UnidentifiedReason(rawValue: quarantine.code) { return why.wording.en }
        guard let reason = ReadingFailure.Reason(rawValue: quarantine.code) else {
            return "the warehouse did not take it (\(quarantine.text))"
        }
        return reason.wording.en
    }
}

extension Walk {
    /// What the loader gets of a file.
    func report(from source: SourceFile, as file: ArrivedFile, times: inout StageTimes) throws(Setback)
        -> LoadableReport
    {
        let walked = try walk(source, times: &times)
        return LoadableReport(
            file: file, document: walked.document, identity: walked.identity,
            extraction: walked.reconciled.extraction, balances: walked.reconciled.balances,
            findings: walked.reconciled.findings)
    }
}

extension UnidentifiedReason {
    /// In a clerk's words.
    var wording: Wording {
        Wording(zh: "认不出是谁的报告：\(textZH)", en: "whose report it is is not clear: \(textEN)")
    }

    /// What to do about it.
    var help: Wording {
        switch self {
        case .noUnit:
            Wording(
                zh: "county-ingest trace 看看读出了什么；名称结尾没有见过的，补进 Seeds/kinds_of_body.csv，再加 --seeds Seeds 装入",
                en: "look at it with county-ingest trace; an ending of names that is not known goes into "
                    + "Seeds/kinds_of_body.csv, which load --seeds Seeds takes")
        case .noDivision:
            Wording(
                zh: "county-ingest trace 看看读出了什么；没有代码的开发区、新区补进 Seeds/area_names.csv，再加 --seeds Seeds 装入",
                en: "look at it with county-ingest trace; an area without a code goes into Seeds/area_names.csv, "
                    + "which load --seeds Seeds takes")
        case .noText, .placeholderUnit, .ambiguousUnit, .ambiguousDivision, .noYear:
            Wording(
                zh: "county-ingest trace 看看读出了什么；换一份写明单位和年度的报告",
                en: "look at it with county-ingest trace; fetch a report that names its body and year")
        }
    }
}
