import DocumentModel
import Identifying
import Loading
import Reading
import ReferenceData
import Terminal

/// What a reading thread does with one file: open it, take its digest, and walk it unless it is known.
struct FileOpener: Sendable {
    let walk: Walk
    var sourceURL: String?
    /// Who keeps the bytes of all documents before they are taken in; nil to keep none.
    var keeper: ArchiveKeeper?

    /// The file's documents in order (more than one for an archive), or why it could not be opened.
    func open(_ found: FoundFile, unless known: KnownDigests) -> Result<[Arrival], OpeningFault> {
        var times = StageTimes()
        do throws(OpeningFault) {
            let source = try times.measure(\.opening) { () throws(OpeningFault) in try self.source(found) }
            guard let expanded = times.measure(\.opening, { walk.expand(source) }) else {
                return .success([arrival(of: source, at: found.displayPath, unless: known, times)])
            }
            return .success(arrivals(of: expanded, in: source, at: found.displayPath, unless: known, times))
        } catch {
            return .failure(error)
        }
    }

    /// Every member is a document of its own; a problem of the archive is the archive's.
    private func arrivals(
        of expanded: ExpandedArchive, in archive: SourceFile, at path: String, unless known: KnownDigests,
        _ spent: StageTimes
    ) -> [Arrival] {
        var times = spent
        let members = expanded.members
        times.measure(\.reading) {
            walk.prepare(members.filter { !known.contains(SHA256.hexDigest(of: $0.bytes)) })
        }
        let base = archive.folder.isEmpty || archive.folder.hasSuffix("/") ? archive.folder : archive.folder + "/"
        let prefix = base + archive.name
        var arrivals: [Arrival] = []
        for (index, member) in members.enumerated() {
            let inside = member.folder.hasPrefix(prefix) ? String(member.folder.dropFirst(prefix.count)) : ""
            arrivals.append(
                arrival(
                    of: member, at: "\(path)\(inside)/\(member.name)", unless: known, index == 0 ? times : StageTimes())
            )
        }
        guard let problem = expanded.problem else { return arrivals }
        let file = ArrivedFile(
            digest: SHA256.hexDigest(of: archive.bytes), size: archive.bytes.count, folder: archive.folder,
            name: archive.name, archive: nil, sourceURL: archive.origin.url,
            isURLShared: archive.origin.isURLShared, publisher: archive.origin.publisher,
            retrievedOn: archive.origin.retrievedOn)
        var rejection = Rejection(.reading(problem), fileName: archive.name)
        if !members.isEmpty {
            rejection.consequence = Wording(
                zh: "压缩包里读得出的 \(members.count) 个文件照常处理，其余没有装入",
                en: "the \(members.count) files that could be unpacked are taken; the rest was not loaded")
        }
        var arrival = Arrival(file: file, displayPath: path, content: .unreadable(rejection))
        arrival.keeping = keeper?.keep(archive.bytes, as: file.digest)
        return arrivals + [arrival]
    }

    /// Converts those of the files that need another program and are not known, so that `open` finds them done.
    func prepare(_ files: [FoundFile], unless known: KnownDigests) {
        var sources: [SourceFile] = []
        for file in files {
            do throws(OpeningFault) {
                let source = try source(file)
                if !known.contains(SHA256.hexDigest(of: source.bytes)) { sources.append(source) }
            } catch {
                continue  // What is wrong with it is said when it is opened.
            }
        }
        walk.prepare(sources)
    }

    /// The bytes with where they came from; the sidecar goes before the command line.
    func source(_ found: FoundFile) throws(OpeningFault) -> SourceFile {
        let bytes: [UInt8]
        do { bytes = try content(of: found.path) } catch { throw OpeningFault(error) }
        var origin = SourceOrigin(url: sourceURL, isURLShared: true)
        do {
            if let sidecar = try Sidecar.beside(found.path) {
                origin = sidecar.origin
                if origin.url == nil { (origin.url, origin.isURLShared) = (sourceURL, true) }
            }
        } catch { throw OpeningFault(error) }
        return SourceFile(name: found.name, folder: found.folder, bytes: bytes, origin: origin)
    }

    private func arrival(
        of source: SourceFile, at path: String, unless known: KnownDigests, _ spent: StageTimes
    ) -> Arrival {
        var times = spent
        let digest = times.measure(\.opening) { SHA256.hexDigest(of: source.bytes) }
        let file = ArrivedFile(
            digest: digest, size: source.bytes.count, folder: source.folder, name: source.name,
            archive: source.archive, sourceURL: source.origin.url,
            isURLShared: source.origin.isURLShared, publisher: source.origin.publisher,
            retrievedOn: source.origin.retrievedOn)
        // NB: known bytes are kept too, so that loading once more fills the gaps of an archive.
        let keeping = keeper?.keep(source.bytes, as: digest)
        var arrival = Arrival(file: file, displayPath: path, content: .known)
        if !known.contains(digest) {
            do throws(Setback) {
                arrival.content = .report(try walk.report(from: source, as: file, times: &times))
            } catch {
                arrival.content = .unreadable(Rejection(error, fileName: source.name))
            }
        }
        arrival.keeping = keeping
        arrival.times = times
        return arrival
    }
}

/// Why not even the bytes of a file could be had, so that it cannot stand in quarantine.
struct OpeningFault: Error, Hashable {
    var what: Wording
    var help: Wording

    init(_ fault: FileFault) {
        switch fault.reason {
        case .missing:
            what = Wording(zh: "文件已经不在了", en: "the file is gone")
            help = Wording(zh: "放回文件后再运行", en: "put it back and run again")
        case .cannotRead(let reason):
            what = Wording(zh: "不能读取：\(reason.zh)", en: "cannot be read: \(reason.en)")
            help = Wording(zh: "检查文件的权限后再运行", en: "check the rights to it and run again")
        case .tooLarge:
            let limit = largestFile >> 20
            what = Wording(zh: "文件大于 \(limit) MB", en: "the file is larger than \(limit) MB")
            help = Wording(zh: "拆成单份报告再装入", en: "split it into single reports")
        }
    }

    init(_ fault: SidecarFault) {
        what = Wording(
            zh: "旁边的 .json 说明文件读不懂：\(fault.detail.zh)",
            en: "the .json file beside it cannot be read: \(fault.detail.en)")
        help = Wording(zh: "改正或删除说明文件后再运行", en: "mend or delete that file and run again")
    }
}

extension Rejection {
    /// Says a setback in a clerk's words.
    init(_ setback: Setback, fileName: String) {
        switch setback {
        case .reading(let failure):
            code = failure.reason.rawValue
            reason = failure.wording(fileName: fileName)
            help = failure.reason.help
        case .identifying(let why, let likely, let document):
            code = why.rawValue
            reason = why.wording
            help = why.help
            candidates =
                likely.isEmpty
                ? nil
                : likely.prefix(5).map { $0.name + ($0.divisionCode.map { " \($0)" } ?? "") }.joined(separator: "、")
            format = document.format
            metadata = document.metadata
        }
    }
}

extension ReadingFailure {
    /// The reason, and the detail where it says more; the file's name stands before it anyway.
    func wording(fileName: String) -> Wording {
        func rest(_ detail: String) -> Substring {
            detail.hasPrefix("\(fileName): ") ? detail.dropFirst(fileName.count + 2) : detail[...]
        }
        let (zh, en) = (rest(detail.zh), rest(detail.en))
        guard !zh.isEmpty, zh != fileName else { return reason.wording }
        return Wording(zh: "\(reason.wording.zh)（\(zh)）", en: "\(reason.wording.en) (\(en))")
    }
}
