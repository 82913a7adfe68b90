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
    /// A single compressed file (`报告.txt.gz`) is an archive of one.  An archive inside an archive is unfolded once more,
    /// and no deeper.  A problem is the archive's own: it goes into quarantine with that reason, which names what could not
    /// be read, while the members that came out whole are loaded.
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
        var problem = unfolding.problem
        if unfolding.members.isEmpty, problem == nil {
            problem = ReadingFailure(.empty, zh: "压缩包里没有文件", en: "there is no file in the archive")
        }
        return ExpandedArchive(members: unfolding.members, problem: problem)
    }
}
