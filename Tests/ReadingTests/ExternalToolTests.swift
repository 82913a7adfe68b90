import Glibc
import Testing

@testable import Reading

/// Guards the wall around programs that we did not write: what they get, what they may use, how they end.
@Suite struct ExternalToolTests {
    private func tool(_ name: String) -> ExternalTool {
        ExternalTool(name: name, package: "none", versionArguments: [])
    }

    @Test("Arguments reach the tool as they are, without a shell")
    func argumentsAreNotInterpreted() throws {
        let output = try tool("printf").run(["%s|%s", "$(id) ; *", "二 三"])
        #expect(String(decoding: output.standardOutput, as: UTF8.self) == "$(id) ; *|二 三")
        #expect(output.exitCode == 0)
    }

    @Test("Exit code and complaint come back")
    func exitCode() throws {
        let output = try tool("ls").run(["/no/such/place"])
        #expect(output.exitCode == 2)
        #expect(output.complaint.hasSuffix("ls: cannot access '/no/such/place': No such file or directory"))
    }

    @Test("A missing tool says how to install it")
    func missingTool() {
        #expect(throws: ReadingFailure(.toolMissing, part: "no-such-reader: sudo apt-get install none")) {
            _ = try tool("no-such-reader").run([])
        }
    }

    @Test("A tool kept from the processor for half its time is the machine's fault, one that waits is not")
    func starvation() throws {
        #expect(ExternalTool.isStarved(after: 15, of: 30))
        #expect(!ExternalTool.isStarved(after: 14, of: 30))
        #expect(!ExternalTool.isStarved(after: nil, of: 30))
        let queued = ExternalTool.secondsQueued(getpid())
        #expect(queued.map { $0 >= 0 } ?? true)
        #expect(ExternalTool.secondsQueued(-1) == nil)
    }

    @Test("A tool that never ends is killed with its children")
    func timeOut() throws {
        let folder = try PrivateFolder()
        let script = try folder.write(Array("sleep 77 & echo $! > child; sleep 77".utf8), as: "script")
        #expect(throws: ReadingFailure(.timedOut, part: "sh")) {
            _ = try tool("sh").run([script], in: folder, limits: .init(seconds: 0.3))
        }
        let child = try #require(try folder.read("child"))
        let number = try #require(Int32(String(decoding: child, as: UTF8.self).dropLast()))
        var attempts = 0
        while kill(number, 0) == 0 && !isZombie(number) && attempts < 100 {
            usleep(10_000)
            attempts += 1
        }
        #expect(attempts < 100)
    }

    @Test("Too much output stops the tool")
    func outputLimit() {
        #expect(throws: ReadingFailure(.tooLarge, part: "yes")) {
            _ = try tool("yes").run([], limits: .init(seconds: 20, outputBytes: 1 << 20))
        }
    }

    @Test("A file that grows beyond the limit stops the tool")
    func fileLimit() throws {
        let folder = try PrivateFolder()
        #expect(throws: ReadingFailure(.tooLarge, part: "dd")) {
            _ = try tool("dd").run(
                ["if=/dev/zero", "of=big", "bs=64k"], in: folder, limits: .init(seconds: 20, outputBytes: 1 << 20))
        }
    }

    @Test("Memory is limited before the tool starts")
    func memoryLimit() throws {
        let folder = try PrivateFolder()
        let script = try folder.write(Array("ulimit -d; ulimit -v".utf8), as: "script")
        let limits = ToolLimits(memoryBytes: 128 << 20, addressBytes: 256 << 20)
        let output = try tool("sh").run([script], in: folder, limits: limits)
        #expect(String(decoding: output.standardOutput, as: UTF8.self) == "131072\n262144\n")
    }

    @Test("A tool that takes more memory than it may ends, though its address space would let it")
    func memoryBeyondTheLimit() throws {
        let limits = ToolLimits(seconds: 20, memoryBytes: 64 << 20, addressBytes: 4 << 30)
        #expect(throws: ReadingFailure(.tooLarge, zh: "dd: 内存超过 64 MB", en: "dd: it takes more than 64 MB")) {
            _ = try tool("dd").run(["if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"], limits: limits)
        }
    }

    @Test("A private folder is closed to others and gone afterwards")
    func privateFolder() throws {
        var folder: PrivateFolder? = try PrivateFolder()
        let path = try #require(folder?.path)
        try folder?.write([1, 2, 3], as: "in.bin")
        var information = stat()
        #expect(stat(path, &information) == 0)
        #expect(information.st_mode & 0o777 == 0o700)
        #expect(folder?.names == ["in.bin"])
        folder = nil
        #expect(access(path, F_OK) == -1)
    }

    @Test("Folders of killed processes are removed, those in use and new ones are not")
    func leftOverFolders() throws {
        let parent = try PrivateFolder()
        let hour = time(nil) - 3_600
        var old = [timespec(tv_sec: hour, tv_nsec: 0), timespec(tv_sec: hour, tv_nsec: 0)]
        for name in ["county-ingest.left", "county-ingest.used", "county-ingest.new", "other.left"] {
            #expect(mkdir("\(parent.path)/\(name)", 0o700) == 0)
            let file = try #require(fopen("\(parent.path)/\(name)/in.pdf", "w"))
            fclose(file)
            if !name.hasSuffix("new") { utimensat(AT_FDCWD, "\(parent.path)/\(name)", &old, 0) }
        }
        let used = open("\(parent.path)/county-ingest.used", O_RDONLY | O_DIRECTORY)
        #expect(flock(used, LOCK_EX) == 0)
        PrivateFolder.sweep(parent.path)
        #expect(parent.names == ["county-ingest.new", "county-ingest.used", "other.left"])
        close(used)
    }

    /// A killed grandchild without a reaper stays as a zombie; it does nothing any more.
    private func isZombie(_ number: Int32) -> Bool {
        guard let file = fopen("/proc/\(number)/stat", "r") else { return true }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return true }
        return String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).contains(") Z ")
    }
}
