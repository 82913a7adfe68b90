import Loading
import Reading

/// What a reading thread does with one document on record: find its bytes, and walk them.
struct StoredReader: Sendable {
    let bytes: StoredBytes
    let walk: Walk

    enum Content: Sendable {
        case report(LoadableReport)
        case unreadable(Rejection)
        /// Its bytes cannot be had.
        case absent(Complaint)
        /// It was read before, and here a program is missing or failed, or the disk is full: that is no reason to lose it.
        case waiting(Rejection)
    }

    struct Outcome: Sendable {
        var content: Content
        var archiveFault: DocumentArchive.Fault?
    }

    func read(_ stored: StoredDocument) -> Outcome {
        let found: StoredBytes.Found
        do throws(StoredBytes.Absence) { found = try bytes.source(of: stored) } catch {
            return Outcome(content: .absent(error.complaint))
        }
        return Outcome(content: content(of: found.source, stored), archiveFault: found.archiveFault)
    }

    /// Converts those that need another program, many in one start of it.
    func prepare(_ stored: [StoredDocument]) {
        var sources: [SourceFile] = []
        for document in stored {
            do throws(StoredBytes.Absence) { sources.append(try bytes.source(of: document).source) } catch {
                continue  // Said when it is read.
            }
        }
        walk.prepare(sources)
    }

    private func content(of source: SourceFile, _ stored: StoredDocument) -> Content {
        if let expanded = walk.expand(source) {
            return .unreadable(
                expanded.problem.map { Rejection(.reading($0), fileName: source.name) } ?? .loadArchiveAgain)
        }
        var times = StageTimes()
        do throws(Setback) { return .report(try walk.report(from: source, as: stored.file, times: &times)) } catch {
            let rejection = Rejection(error, fileName: source.name)
            return stored.isReadable && isOfThisMachine(rejection) ? .waiting(rejection) : .unreadable(rejection)
        }
    }

    private func isOfThisMachine(_ rejection: Rejection) -> Bool {
        let reasons: [ReadingFailure.Reason] = [.toolMissing, .toolFailed, .timedOut, .machine]
        return reasons.map(\.rawValue).contains(rejection.code)
            || (walk.reader.recognition == .off && rejection.code == ReadingFailure.Reason.pictureOnly.rawValue)
    }
}

extension StoredDocument {
    /// The part of the name behind the last dot, in lower case.
    var fileExtension: String {
        guard let dot = file.name.lastIndex(of: ".") else { return "" }
        return file.name[file.name.index(after: dot)...].lowercased()
    }
}
