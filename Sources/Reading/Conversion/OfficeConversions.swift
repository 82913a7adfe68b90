import Synchronization

/// Files that the office converter has turned into docx or xlsx, found again by their bytes.
///
/// Starting the converter takes longer than converting, so that many files go through one start (`prepare`).  The results
/// wait on disk in a private folder that goes with this value.
final class OfficeConversions: Sendable {
    /// Files that share one start of the converter.
    private static let batchSize = 16

    struct Request: Sendable {
        var bytes: [UInt8]
        /// The extension by which the converter knows the format.
        var fileExtension: String
        var target: OfficeTarget
    }

    /// Two keyed hashes and the size stand for the bytes, which need not be kept.
    private struct Key: Hashable {
        let size: Int
        let first: Int
        let second: Int

        init(_ bytes: [UInt8]) {
            size = bytes.count
            first = Key.hash(bytes, salt: 1)
            second = Key.hash(bytes, salt: 2)
        }

        private static func hash(_ bytes: [UInt8], salt: Int) -> Int {
            var hasher = Hasher()
            hasher.combine(salt)
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
            return hasher.finalize()
        }
    }

    private enum Outcome {
        case stored(String)
        case failed(ReadingFailure)
    }

    private struct Shelf {
        var folder: PrivateFolder?
        var outcomes: [Key: Outcome] = [:]
        var count = 0
    }

    private let shelf = Mutex(Shelf())
    private let limits: ReadingLimits

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    /// The converted file: prepared before, or converted now.
    func converted(_ request: Request) throws(ReadingFailure) -> [UInt8] {
        let key = Key(request.bytes)
        if let (outcome, folder) = shelf.withLock({ shelf in shelf.outcomes[key].map { ($0, shelf.folder) } }) {
            switch outcome {
            case .failed(let failure): throw failure
            case .stored(let name):
                if let bytes = try folder?.read(name, atMost: limits.fileBytes) { return bytes }
            }
        }
        return try Self.convert([request], limits: limits)[0].get()
    }

    /// Converts many files with few starts and keeps the results.
    func prepare(_ requests: [Request]) {
        for target in [OfficeTarget.docx, .xlsx] {
            let pending = requests.filter { $0.target == target && !isKnown($0.bytes) }
            var start = 0
            while start < pending.count {
                let batch = Array(pending[start..<min(start + Self.batchSize, pending.count)])
                start += batch.count
                let results: [Result<[UInt8], ReadingFailure>]
                do {
                    results = try Self.convert(batch, limits: limits)
                } catch {
                    // A missing converter is said once a file, when the file is read.
                    for request in batch { keep(.failure(error), for: request.bytes) }
                    continue
                }
                for (request, result) in zip(batch, results) { keep(result, for: request.bytes) }
            }
        }
    }

    private func isKnown(_ bytes: [UInt8]) -> Bool {
        let key = Key(bytes)
        return shelf.withLock { $0.outcomes[key] != nil }
    }

    private func keep(_ result: Result<[UInt8], ReadingFailure>, for bytes: [UInt8]) {
        let key = Key(bytes)
        shelf.withLock { shelf in
            switch result {
            case .failure(let failure): shelf.outcomes[key] = .failed(failure)
            case .success(let converted):
                do throws(ReadingFailure) {
                    let folder: PrivateFolder
                    if let existing = shelf.folder { folder = existing } else { folder = try PrivateFolder() }
                    shelf.folder = folder
                    shelf.count += 1
                    let name = "\(shelf.count)"
                    try folder.write(converted, as: name)
                    shelf.outcomes[key] = .stored(name)
                } catch {
                    // No room to keep it: it is converted again when it is read.
                    shelf.outcomes[key] = nil
                }
            }
        }
    }

    // MARK: The converter

    /// Results in the order of the requests, which share one target.  What a batch leaves undone is tried again alone,
    /// so that one bad file does not take the others with it.
    private static func convert(
        _ requests: [Request], limits: ReadingLimits
    ) throws(ReadingFailure) -> [Result<[UInt8], ReadingFailure>] {
        let folder = try PrivateFolder()
        var names: [String] = []
        for (index, request) in requests.enumerated() {
            let name = "\(index).\(request.fileExtension)"
            try folder.write(request.bytes, as: name)
            names.append("\(folder.path)/\(name)")
        }
        let target = requests[0].target
        var failure: ReadingFailure?
        do throws(ReadingFailure) {
            let output = try ExternalTool.office.run(
                [
                    "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nolockcheck",
                    "--nodefault", "--nofirststartwizard", "--convert-to", target.filter, "--outdir",
                    "\(folder.path)/out",
                ] + names, in: folder,
                // NB: the converter maps far more than it uses, so its address space is bounded higher than its memory.
                limits: ToolLimits(
                    seconds: requests.count == 1 ? 60 : 60 + Double(requests.count) * 5, addressBytes: 4 << 30),
                environment: ["SAL_USE_VCLPLUGIN": "svp"])
            if output.exitCode != 0 { failure = ReadingFailure(.toolFailed, part: "soffice: \(output.complaint)") }
        } catch {
            if error.reason == .toolMissing { throw error }
            failure = error
        }
        var results: [Result<[UInt8], ReadingFailure>] = []
        for (index, request) in requests.enumerated() {
            do throws(ReadingFailure) {
                if let bytes = try folder.read("out/\(index).\(target.rawValue)", atMost: limits.fileBytes) {
                    results.append(.success(bytes))
                    continue
                }
            } catch {
                results.append(.failure(error))
                continue
            }
            if requests.count > 1 {
                results.append(try convert([request], limits: limits)[0])
            } else {
                results.append(
                    .failure(
                        failure ?? ReadingFailure(.damaged, zh: "soffice 打不开这个文件", en: "soffice cannot open this file"))
                )
            }
        }
        return results
    }
}
