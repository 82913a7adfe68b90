import DocumentModel

/// What an archive held: every member is a document of its own.
public struct ExpandedArchive: Sendable {
    /// The members in the archive's order, each with the archive as its origin.
    public var members: [SourceFile]
    /// Why some or all of the archive could not be unfolded; the members stand nevertheless.
    public var problem: ReadingFailure?
}

extension DocumentReader {
    /// The members of an archive (.zip, .rar, .7z, .tar with its compressions); nil for any other file.
    ///
    /// An archive inside an archive is unfolded once more, and no deeper.  A problem is the archive's own: it goes into
    /// quarantine with that reason while the members that came out are loaded.
    ///
    /// ```swift
    /// if let expanded = reader.expand(file) {
    ///     for member in expanded.members { let document = try reader.read(member) }
    /// }
    /// ```
    public func expand(_ file: SourceFile) -> ExpandedArchive? {
        guard !file.bytes.isEmpty else { return nil }
        do throws(ReadingFailure) {
            guard ArchiveScan.isArchive(try FileContent(file, limits: limits)) else { return nil }
        } catch {
            return nil
        }
        var unfolding = ArchiveUnfolding(limits: limits)
        unfolding.unfold(file, archive: file.name, depth: 0)
        unfolding.passOverSidecars()
        if unfolding.members.isEmpty, unfolding.problem == nil {
            unfolding.problem = ReadingFailure(.empty, zh: "压缩包里没有文件", en: "there is no file in the archive")
        }
        return ExpandedArchive(members: unfolding.members, problem: unfolding.problem)
    }
}

/// Unfolds an archive and those inside it against one budget of bytes and members.
private struct ArchiveUnfolding {
    let limits: ReadingLimits
    private(set) var members: [SourceFile] = []
    /// Folder and name to the member's index.
    private var places: [[String]: Int] = [:]
    var problem: ReadingFailure?
    private var expanded = 0
    private var count = 0

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    mutating func unfold(_ file: SourceFile, archive: String, depth: Int) {
        guard let scan = ArchiveScan(file.bytes) else {
            note(.damaged, zh: "\(file.name): 压缩包打不开", en: "\(file.name): the archive cannot be opened")
            return
        }
        do {
            while let member = try scan.next() {
                count += 1
                guard count <= limits.members else {
                    note(
                        .tooLarge, zh: "压缩包里超过 \(limits.members) 个文件",
                        en: "there are more than \(limits.members) files in the archive")
                    return
                }
                guard member.isFile, !Self.isLitter(member.name) else { continue }
                if member.isEncrypted { throw ArchiveScan.Fault.encrypted }
                let data = try scan.data(limit: min(limits.fileBytes, limits.expandedBytes - expanded))
                expanded += data.count
                try take(member.name, data, of: file, archive: archive, depth: depth)
            }
        } catch let fault as ArchiveScan.Fault {
            switch fault {
            case .damaged(let reason): note(.damaged, zh: "\(file.name): \(reason)", en: "\(file.name): \(reason)")
            case .encrypted:
                note(.encrypted, zh: "\(file.name): 压缩包有密码", en: "\(file.name): the archive has a password")
            case .tooLarge:
                let limit = limits.expandedBytes >> 20
                note(
                    .tooLarge, zh: "\(file.name): 展开后超过 \(limit) MB",
                    en: "\(file.name): it is more than \(limit) MB when unpacked")
            }
        } catch {
            note(.damaged, zh: file.name, en: file.name)
        }
    }

    private mutating func take(_ path: String, _ data: [UInt8], of file: SourceFile, archive: String, depth: Int) throws
    {
        let parts = path.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).map {
            String(decoding: Array($0), as: UTF8.self)
        }
        let name = parts.last ?? path
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
        if problem == nil { problem = ReadingFailure(reason, zh: zh, en: en) }
    }

    /// What systems leave in archives beside the reports.
    private static func isLitter(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return path.hasPrefix("__MACOSX/") || path.contains("/__MACOSX/") || name.hasPrefix(".") || name.hasPrefix("~$")
            || name == "README" || name.hasPrefix("README.")
            || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
    }
}
