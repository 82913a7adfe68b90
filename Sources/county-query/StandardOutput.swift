import Glibc

/// Writes whole texts to the process's outputs; much faster than `print` for long tables.
enum StandardOutput {
    /// Writes a part of an answer; ends the process when nobody reads on (a closed pipe) or the disk is full.
    static func write(_ bytes: UnsafeRawBufferPointer) {
        guard !write(bytes, to: STDOUT_FILENO) else { return }
        if errno != EPIPE {
            let reason = String(cString: strerror(errno))
            complain(say("错误：结果写不出去：\(reason)\n", "error: the answer cannot be written: \(reason)\n"))
        }
        exit(ExitStatus.output)
    }

    /// Writes a message to standard error, where it does not mix with answers.
    static func complain(_ text: String) {
        // NB: when even standard error is closed there is nobody left to tell.
        var text = text
        _ = text.withUTF8 { write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
    }

    /// Ends the process.
    static func end(_ status: Int32) -> Never { exit(status) }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = systemWrite(descriptor, bytes.baseAddress! + written, bytes.count - written)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

/// The system's `write`, under a name that this file's own do not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
