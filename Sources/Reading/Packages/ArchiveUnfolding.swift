import DocumentModel

/// Unfolds an archive and those inside it against one budget of bytes and members.
struct ArchiveUnfolding {
    let limits: ReadingLimits
    private(set) var members: [SourceFile] = []
    /// Folder and name to the member's index.
    private var places: [[String]: Int] = [:]
    /// What could not be read, in the archive's order.
    private var faults: [ReadingFailure] = []
    private var expanded = 0
    private var count = 0

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    /// Everything that could not be read, under the reason of the first; nil where all came out.
    var problem: ReadingFailure? {
        guard let first = faults.first else { return nil }
        let named = faults.prefix(5).map(\.detail)
        let rest = faults.count - named.count
        return ReadingFailure(
            first.reason, zh: named.map(\.zh).joined(separator: "；") + (rest > 0 ? "；等共 \(faults.count) 处" : ""),
            en: named.map(\.en).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : ""))
    }

    mutating func unfold(_ file: SourceFile, archive: String, depth: Int) {
        do throws(ArchiveScan.Fault) {
            if CompressedFile.isCompressed(file.bytes) {
                switch try CompressedFile(file.bytes, limit: room) {
                case .single(let bytes):
                    expanded += bytes.count
                    return take(file.nameWithoutCompression, bytes, of: file, archive: archive, depth: depth)
                case .tar(let isWhole): try walk(file, isWhole: isWhole, archive: archive, depth: depth)
                }
            } else {
                try walk(file, isWhole: true, archive: archive, depth: depth)
            }
        } catch {
            note(error, at: file.name)
        }
    }

    /// Bytes that one more member may have.
    private var room: Int { min(limits.fileBytes, limits.expandedBytes - expanded) }

    private mutating func walk(_ file: SourceFile, isWhole: Bool, archive: String, depth: Int)
        throws(ArchiveScan.Fault)
    {
        guard let scan = ArchiveScan(file.bytes) else { throw .damaged("") }
        if !isWhole || !scan.isWhole {
            note(
                .damaged, zh: "\(file.name): 压缩包不完整，里面的文件可能不全",
                en: "\(file.name): the archive is not whole, and members may be missing")
        }
        while let member = try scan.next() {
            count += 1
            guard count <= limits.members else {
                return note(
                    .tooLarge, zh: "压缩包里超过 \(limits.members) 个文件",
                    en: "there are more than \(limits.members) files in the archive")
            }
            guard member.isFile, !Self.isLitter(member.name) else { continue }
            do throws(ArchiveScan.Fault) {
                if member.isEncrypted { throw .encrypted }
                let data = try scan.data(limit: room)
                expanded += data.count
                take(member.name, data, of: file, archive: archive, depth: depth)
            } catch {
                note(error, at: depth == 0 ? member.name : "\(file.name)/\(member.name)")
                // Members behind it can still be had where the library finds them.
                if case .tooLarge = error { return }
                guard scan.isStuck else { continue }
                guard isWhole, scan.isWhole else { return }
                return note(
                    .damaged, zh: "\(file.name): 从这里起读不下去，后面的文件缺失",
                    en: "\(file.name): it cannot be read from there on, and the members behind are missing")
            }
        }
    }

    private mutating func note(_ fault: ArchiveScan.Fault, at place: String) {
        switch fault {
        case .damaged(""): note(.damaged, zh: "\(place): 打不开", en: "\(place): it cannot be opened")
        case .damaged(let reason): note(.damaged, zh: "\(place): \(reason)", en: "\(place): \(reason)")
        case .encrypted: note(.encrypted, zh: "\(place): 有密码", en: "\(place): it has a password")
        case .tooLarge:
            let limit = limits.expandedBytes >> 20
            note(
                .tooLarge, zh: "\(place): 展开后超过 \(limit) MB", en: "\(place): it is more than \(limit) MB when unpacked")
        }
    }

    private mutating func take(_ path: String, _ data: [UInt8], of file: SourceFile, archive: String, depth: Int) {
        let parts = path.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).map {
            String(decoding: Array($0), as: UTF8.self)
        }
        // NB: a damaged list may leave a member without a name; it then bears its archive's.
        let name = parts.last ?? file.name
        let inside = parts.dropLast().filter { $0 != "." && $0 != ".." }
        let base = file.folder.isEmpty || file.folder.hasSuffix("/") ? file.folder : file.folder + "/"
        let folder = ([base + file.name] + inside).joined(separator: "/")
        let member = SourceFile(name: name, folder: folder, bytes: data, archive: archive, origin: file.origin)
        guard !data.isEmpty else { return keep(member) }
        let content: FileContent
        do throws(ReadingFailure) { content = try FileContent(member, limits: limits) } catch {
            return keep(member)
        }
        guard ArchiveScan.isArchive(content) else { return keep(member) }
        guard depth < limits.archiveDepth else {
            return note(
                .tooDeep, zh: "\(name): 压缩包里的压缩包里还有压缩包，没有展开",
                en: "\(name): an archive inside an archive inside an archive is not unpacked")
        }
        unfold(member, archive: archive, depth: depth + 1)
    }

    /// A path that the archive holds twice was packed again: the last one counts, as where it is unpacked.
    private mutating func keep(_ member: SourceFile) {
        if let place = places.updateValue(members.count, forKey: [member.folder, member.name]) {
            places[[member.folder, member.name]] = place
            members[place] = member
        } else {
            members.append(member)
        }
    }

    /// `FILE.json` beside `FILE` is no report, in an archive as in a folder.
    mutating func passOverSidecars() {
        members.removeAll { member in
            member.name.hasSuffix(".json") && places[[member.folder, String(member.name.dropLast(5))]] != nil
        }
    }

    private mutating func note(_ reason: ReadingFailure.Reason, zh: String, en: String) {
        faults.append(ReadingFailure(reason, zh: zh, en: en))
    }

    /// What systems leave in archives beside the reports.
    private static func isLitter(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return path.hasPrefix("__MACOSX/") || path.contains("/__MACOSX/") || name.hasPrefix(".") || name.hasPrefix("~$")
            || name == "README" || name.hasPrefix("README.")
            || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
    }
}

extension SourceFile {
    /// The name of the one file in a compressed one: `报告.pdf` of `报告.pdf.gz`.
    fileprivate var nameWithoutCompression: String {
        ["gz", "bz2", "xz", "zst", "tgz"].contains(fileExtension)
            ? String(name.dropLast(fileExtension.count + 1)) : name
    }
}
