import DocumentModel
import Terminal

/// A document that is a ZIP of XML parts: docx, xlsx, odt, ods, ofd.
struct Package {
    /// Part name (`word/document.xml`) to bytes, for the parts that were asked for.
    let parts: [String: [UInt8]]
    /// Names of parts that were in the package but could not be unfolded, with why.
    let faults: [String: String]
    /// False where the package is cut off or its list of parts is damaged, so that parts may be missing.
    let isWhole: Bool

    /// Unfolds the wanted parts; pictures and fonts stay folded.
    init(_ bytes: [UInt8], limits: ReadingLimits, wanting isWanted: (String) -> Bool) throws(ReadingFailure) {
        guard let scan = ArchiveScan(bytes) else {
            throw ReadingFailure(.damaged, zh: "压缩包打不开", en: "the package cannot be opened")
        }
        var parts: [String: [UInt8]] = [:]
        var faults: [String: String] = [:]
        var expanded = 0
        var count = 0
        while true {
            let member: ArchiveScan.Member?
            do {
                member = try scan.next()
            } catch {
                // The directory stops here; what came before may be all that is needed.
                if parts.isEmpty { throw Self.failure(error, nil) }
                break
            }
            guard let member else { break }
            count += 1
            guard count <= limits.members else {
                throw ReadingFailure(
                    .tooLarge, zh: "超过 \(limits.members) 个部件", en: "it has more than \(limits.members) parts")
            }
            let name = Self.normalised(member.name)
            guard member.isFile, isWanted(name), parts[name] == nil else { continue }
            do {
                let data = try scan.data(limit: min(limits.partBytes, limits.expandedBytes - expanded))
                expanded += data.count
                parts[name] = data
            } catch {
                if case .damaged(let reason) = error {
                    faults[name] = reason
                } else {
                    throw Self.failure(error, name)
                }
            }
        }
        self.parts = parts
        self.faults = faults
        isWhole = scan.isWhole && !scan.isStuck
    }

    init(parts: [String: [UInt8]]) {
        self.parts = parts
        faults = [:]
        isWhole = true
    }

    /// What a document lacks that was read from the parts that came out.
    var notes: [ReadingNote] {
        (isWhole ? [] : [ReadingNote(.droppedContent, detail: "文件不完整，有些内容可能缺失")])
            + faults.keys.sorted().map { ReadingNote(.droppedContent, detail: "\($0) 已损坏，没有读") }
    }

    /// A part that has to be there.
    func required(_ name: String) throws(ReadingFailure) -> [UInt8] {
        if let part = parts[name] { return part }
        if let fault = faults[name] { throw ReadingFailure(.damaged, part: "\(name): \(fault)") }
        throw ReadingFailure(.damaged, zh: "\(name): 缺少这个部件", en: "\(name): this part is missing")
    }

    /// A part without which the others would be read wrongly; nil only where the package never had it.
    func dependable(_ name: String) throws(ReadingFailure) -> [UInt8]? {
        if parts[name] == nil, faults[name] == nil, isWhole { return nil }
        return try required(name)
    }

    /// Names of all members, without unfolding any; empty where the directory cannot be read.
    static func memberNames(of bytes: [UInt8], limits: ReadingLimits) -> Set<String> {
        guard let scan = ArchiveScan(bytes) else { return [] }
        var names: Set<String> = []
        while names.count <= limits.members {
            do {
                guard let member = try scan.next() else { break }
                names.insert(normalised(member.name))
            } catch {
                break
            }
        }
        return names
    }

    /// - Parameter name: the part; nil for the list of parts.
    private static func failure(_ fault: ArchiveScan.Fault, _ name: String?) -> ReadingFailure {
        let place = name.map { Wording($0) } ?? Wording(zh: "压缩包目录", en: "the package's list of parts")
        switch fault {
        case .damaged(let reason):
            return ReadingFailure(.damaged, zh: "\(place.zh): \(reason)", en: "\(place.en): \(reason)")
        case .encrypted: return ReadingFailure(.encrypted, zh: place.zh, en: place.en)
        case .tooLarge:
            return ReadingFailure(
                .tooLarge, zh: "\(place.zh): 展开后过大", en: "\(place.en): it is too large when unpacked")
        }
    }

    private static func normalised(_ name: String) -> String {
        guard name.utf8.contains(0x5C) || name.utf8.first == 0x2F else { return name }
        let slashed = String(decoding: name.utf8.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
        return slashed.utf8.first == 0x2F ? String(slashed.dropFirst()) : slashed
    }
}
