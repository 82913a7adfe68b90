import Foundation
import Glibc
import Terminal
import Testing

@testable import Ingesting

/// Which files a run takes, and in which order, must not depend on the machine.
@Suite struct FileFinderTests {
    /// A folder with these files (a name that ends in a slash is a folder), removed after the block.
    private func withFolder(_ names: [String], _ body: (URL) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "finder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: root) } }
        for name in names {
            let place = root.appending(path: name)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(name.utf8).write(to: place)
        }
        try body(root)
    }

    private func names(_ paths: [String]) -> [String] { FileFinder().find(paths).files.map(\.name) }

    @Test func foldersAreSearchedInByteOrder() throws {
        try withFolder(["b.txt", "a/z.txt", "a/决算.pdf", "B.txt", "c.txt"]) { root in
            #expect(names([root.path]) == ["B.txt", "z.txt", "决算.pdf", "b.txt", "c.txt"])
        }
    }

    @Test func whatIsNoReportIsPassedOver() throws {
        let names = [
            "a.docx", "~$a.docx", ".hidden.txt", ".git/x.txt", "a.docx.json", "lone.json", "README", "README.md",
            "READMEs.txt", "Thumbs.db", "desktop.ini",
        ]
        try withFolder(names) { root in
            #expect(self.names([root.path]) == ["READMEs.txt", "a.docx", "lone.json"])
        }
    }

    @Test func linksInsideFoldersAreNotFollowed() throws {
        try withFolder(["a/x.txt"]) { root in
            try FileManager.default.createSymbolicLink(
                at: root.appending(path: "a/up"), withDestinationURL: root)
            try FileManager.default.createSymbolicLink(
                at: root.appending(path: "a/twin.txt"), withDestinationURL: root.appending(path: "a/x.txt"))
            #expect(names([root.path]) == ["x.txt"])
        }
    }

    @Test func aNamedFileIsAlwaysTakenAndOnlyOnce() throws {
        try withFolder(["README.md", "a.txt"]) { root in
            let named = root.appending(path: "README.md").path
            #expect(names([named, root.path, named, root.path + "//"]) == ["README.md", "a.txt"])
        }
    }

    @Test func theFolderIsTheRealOne() throws {
        try withFolder(["real/a.txt"]) { root in
            let link = root.appending(path: "link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: root.appending(path: "real"))
            let found = FileFinder().find([link.path]).files
            #expect(found.map(\.folder) == [root.resolvingSymlinksInPath().path + "/real"])
        }
    }

    @Test func missingPathsAreFaults() {
        let result = FileFinder().find(["/nowhere/at all"])
        #expect(result.files == [])
        #expect(result.faults == [.init(path: "/nowhere/at all", reason: systemMessage(ENOENT))])
        #expect(systemMessage(ENOENT) == Wording(zh: "没有这个文件或文件夹", en: "No such file or directory"))
    }

    /// A pipe that is named was once passed over without a word, as if it had been loaded.
    @Test func whatIsNeitherFileNorFolderIsAFaultWhereItIsNamed() throws {
        try withFolder(["a.txt"]) { root in
            let pipe = root.appending(path: "pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(FileFinder().find([pipe]).faults.map(\.path) == [pipe])
            #expect(FileFinder().find([root.path]).faults == [])
            #expect(names([root.path]) == ["a.txt"])
        }
    }

    /// Names unpacked from a county's archives are often GB18030.
    @Test func namesThatAreNoUTF8AreReadAsGB18030() {
        let bytes = Array("/r/".utf8) + [0xBE, 0xF6, 0xCB, 0xE3] + Array(".txt".utf8)
        #expect(FoundFile(path: bytes, folder: "/r", size: 0).name == "决算.txt")
        #expect(readableName([0xFF, 0xFF][...]) == "\u{FFFD}\u{FFFD}")
    }
}
