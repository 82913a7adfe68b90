import CToolLaunch
import Glibc

extension ExternalTool {
    /// Runs the tool to its end and returns what it printed.
    ///
    /// No shell is involved: the arguments reach the tool as they are.  The tool works in `folder` (or `/`), in a process
    /// group of its own that is killed as a whole when the time is over, and with its limits set before it starts.
    ///
    /// ```swift
    /// let output = try ExternalTool.pdfToText.run(["-bbox", "in.pdf", "-"], in: folder)
    /// output.exitCode        // 0
    /// ```
    ///
    /// - Throws: `.toolMissing` (with how to install it), `.timedOut`, `.tooLarge` when it prints too much or complains
    ///   that memory is short, `.machine`
    ///   when it could not be started or was kept from the processor.  An exit code other than 0 is the caller's to judge.
    func run(
        _ arguments: [String], in folder: PrivateFolder? = nil, limits: ToolLimits = .init(),
        environment: [String: String] = [:]
    ) throws(ReadingFailure) -> ToolOutput {
        guard let path else { throw ReadingFailure(.toolMissing, part: "\(name): \(installHint)") }
        let deadline = monotonicSeconds() + limits.seconds
        guard var output = Pipe(), var errors = Pipe() else {
            throw ReadingFailure(.machine, at: name, error: errno)
        }
        defer {
            output.close()
            errors.close()
        }
        var variables = environment
        variables["PATH"] = Self.searchPath
        variables["LANG"] = "C.UTF-8"
        variables["HOME"] = folder?.path ?? "/"
        variables["TMPDIR"] = folder?.path ?? "/tmp"
        let child = withStrings([path] + arguments) { arguments in
            withStrings(variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) { environment in
                withStrings([path, folder?.path ?? "/"]) { places in
                    var launch = tool_launch(
                        path: places[0], arguments: arguments, environment: environment, folder: places[1],
                        output: output.writing, errors: errors.writing, memory_bytes: Int64(limits.memoryBytes),
                        address_bytes: Int64(limits.addressBytes),
                        output_bytes: Int64(limits.outputBytes), cpu_seconds: Int64(limits.seconds * 2) + 1)
                    return tool_launch(&launch)
                }
            }
        }
        guard child > 0 else {
            throw ReadingFailure(
                child == -ENOENT ? .toolMissing : .machine, at: name, error: -child)
        }
        output.closeWriting()
        errors.closeWriting()
        var collected = ToolOutput()
        let failure = collected.collect(
            output.reading, errors.reading, until: deadline, outputBytes: limits.outputBytes)
        let queued = failure == .timedOut ? Self.secondsQueued(child) : nil
        let status = end(child, at: failure == nil ? deadline : 0)
        if let failure {
            guard Self.isStarved(after: queued, of: limits.seconds) else { throw ReadingFailure(failure, part: name) }
            throw ReadingFailure(
                .machine, zh: "\(name): \(Int(limits.seconds)) 秒里有 \(Int(queued ?? 0)) 秒轮不到处理器",
                en:
                    "\(name): other programs had the processor for \(Int(queued ?? 0)) of \(Int(limits.seconds)) seconds"
            )
        }
        let signal = status & 0x7f
        if signal == SIGXFSZ { throw ReadingFailure(.tooLarge, part: name) }
        if signal == SIGXCPU || (signal == SIGKILL && monotonicSeconds() >= deadline) {
            throw ReadingFailure(.timedOut, part: name)
        }
        collected.exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal
        if collected.exitCode != 0, collected.isOutOfMemory {
            let limit = limits.memoryBytes >> 20
            throw ReadingFailure(
                .tooLarge, zh: "\(name): 内存超过 \(limit) MB", en: "\(name): it takes more than \(limit) MB")
        }
        return collected
    }

    /// True where a tool that ran out of time was kept from the processor by other programs for half of it: no fault of the
    /// file.  A tool that waits for anything else is not.
    static func isStarved(after queued: Double?, of limit: Double) -> Bool { (queued ?? 0) * 2 >= limit }

    /// How long a process was ready to run and another ran; nil where the system does not say.
    static func secondsQueued(_ process: pid_t) -> Double? {
        guard let file = fopen("/proc/\(process)/schedstat", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let fields = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }.split(separator: " ")
        guard fields.count >= 2, let nanoseconds = Double(fields[1]) else { return nil }
        return nanoseconds / 1e9
    }

    /// Waits for the child, kills its whole group at the deadline and in any case afterwards (a tool may leave children
    /// behind), and returns its wait status.
    private func end(_ child: pid_t, at deadline: Double) -> Int32 {
        var isKilled = false
        while true {
            var information = siginfo_t()
            // NB: WNOWAIT keeps the child's number taken until its group has been killed.
            let flags = WEXITED | WNOWAIT | (isKilled ? 0 : WNOHANG)
            guard waitid(P_PID, id_t(child), &information, flags) == 0 else {
                if errno == EINTR { continue }
                break
            }
            if information._sifields._sigchld.si_pid == child { break }
            if monotonicSeconds() >= deadline {
                kill(-child, SIGKILL)
                isKilled = true
            } else {
                usleep(300)
            }
        }
        kill(-child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}

extension ToolOutput {
    /// What programs say when the system gives them no more memory.
    fileprivate var isOutOfMemory: Bool {
        standardError.withUnsafeBytes { complaint in
            complaint.findIgnoringCase("out of memory", to: .max) || complaint.findIgnoringCase("bad_alloc", to: .max)
                || complaint.findIgnoringCase("memory exhausted", to: .max)
                || complaint.findIgnoringCase("cannot allocate memory", to: .max)
        }
    }

    /// Reads both streams until they close; nil, or the reason to give up.  Complaints beyond 64 KB are dropped.
    fileprivate mutating func collect(
        _ output: Int32, _ errors: Int32, until deadline: Double, outputBytes: Int
    ) -> ReadingFailure.Reason? {
        var streams = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { chunk.deallocate() }
        while streams.contains(where: { $0.fd >= 0 }) {
            let remaining = deadline - monotonicSeconds()
            if remaining <= 0 { return .timedOut }
            let ready = poll(&streams, nfds_t(streams.count), Int32(min(remaining * 1000, 60_000)) + 1)
            if ready < 0 && errno != EINTR { return .toolFailed }
            if ready <= 0 { continue }
            for index in streams.indices where streams[index].fd >= 0 && streams[index].revents != 0 {
                let count = read(streams[index].fd, chunk.baseAddress, chunk.count)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    streams[index].fd = -1
                } else if index == 0 {
                    standardOutput.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
                    if standardOutput.count > outputBytes { return .tooLarge }
                } else if standardError.count < 1 << 16 {
                    standardError.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
                }
            }
        }
        return nil
    }
}

/// Both ends of a pipe; closed on exec, so that no other tool inherits them.
private struct Pipe {
    private(set) var reading: Int32
    private(set) var writing: Int32

    init?() {
        var ends: [Int32] = [-1, -1]
        guard tool_pipe(&ends) == 0 else { return nil }
        (reading, writing) = (ends[0], ends[1])
    }

    mutating func closeWriting() {
        if writing >= 0 { Glibc.close(writing) }
        writing = -1
    }

    mutating func close() {
        closeWriting()
        if reading >= 0 { Glibc.close(reading) }
        reading = -1
    }
}

/// Seconds of a clock that nobody sets.
func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// A NULL-terminated array of C strings for the length of a call.
private func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var copies = strings.map { strdup($0) }
    copies.append(nil)
    defer { for copy in copies { free(copy) } }
    return body(&copies)
}
