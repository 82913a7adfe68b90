import Identifying
import Reading
import ReferenceData
import Terminal

/// Shows what the stages make of one file, without a warehouse.
///
/// ```swift
/// let trace = Trace(reference: try .embedded())
/// print(try trace.text(of: "报告.txt", after: .extracting, in: .chinese))
/// ```
public struct Trace: Sendable {
    private let opener: FileOpener

    public init(reference: ReferenceData, reader: DocumentReader = DocumentReader()) {
        opener = FileOpener(walk: Walk(reference: reference, reader: reader))
    }

    /// What one stage made of a file, or each of them under its name where `stage` is nil.
    ///
    /// A walk that stops shows the stages before, then `stopped` with the reason; only a file that cannot be opened throws.
    public func text(of path: String, after stage: Stage?, in language: Language) throws(Complaint) -> String {
        let found = FileFinder().find([path])
        guard found.faults.isEmpty, found.files.count == 1, let file = found.files.first else {
            let reason = found.faults.first?.reason ?? Wording(zh: "不是一个文件", en: "not one file")
            throw Complaint(
                place: path, what: Wording(zh: "打不开：\(reason.zh)", en: "cannot be opened: \(reason.en)"),
                help: Wording(zh: "写一个文件的路径，并检查权限", en: "name one file, and check the rights to it"),
                status: .noInput)
        }
        let source: SourceFile
        do { source = try opener.source(file) } catch {
            throw Complaint(place: path, what: error.what, help: error.help, status: .noInput)
        }
        return text(of: source, after: stage, in: language)
    }

    /// The same for bytes at hand.
    func text(of source: SourceFile, after stage: Stage?, in language: Language) -> String {
        var sections: [(stage: Stage, lines: [String])] = []
        var times = StageTimes()
        var stopped: Rejection?
        do throws(Setback) {
            let walked = try opener.walk.walk(source, times: &times)
            let document = walked.document
            sections = [
                (.reading, TraceText.lines(of: document)),
                (.identifying, TraceText.lines(of: walked.identity, clues: walked.clues)),
                (.extracting, TraceText.lines(of: walked.extraction, in: document)),
                (
                    .reconciling,
                    TraceText.lines(of: walked.reconciled.balances, for: walked.reconciled.extraction, in: document)
                        + TraceText.lines(of: walked.reconciled.findings)
                ),
            ]
        } catch {
            if case .identifying(_, _, let document) = error { sections = [(.reading, TraceText.lines(of: document))] }
            stopped = Rejection(error, fileName: source.name)
        }
        if let stopped {
            let next = sections.isEmpty ? Stage.reading : .identifying
            sections.append((next, ["stopped \(stopped.code): \(stopped.fullReason[language])"]))
        }
        guard let stage else {
            return sections.map { "== \($0.stage.rawValue)\n" + $0.lines.map { $0 + "\n" }.joined() }.joined()
        }
        let shown = sections.first { $0.stage == stage } ?? sections[sections.count - 1]
        return shown.lines.map { $0 + "\n" }.joined()
    }
}
