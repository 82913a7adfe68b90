import Glibc
import Ingesting
import Terminal

/// Standard output and standard error, written in order and at once.
enum Console {
    /// Writes an answer; ends the process where it cannot be written, so that no script takes half of it for the whole.
    static func write(_ text: String) {
        if emit(text, to: STDOUT_FILENO) { return }
        let reason = String(cString: strerror(errno))
        complain(
            Complaint(
                what: Wording(zh: "结果写不出去：\(reason)", en: "the answer cannot be written: \(reason)"),
                help: Wording(zh: "检查输出到哪里、磁盘是否已满", en: "check where the output goes, and the room on that disk"),
                status: .inputOutput))
        Glibc.exit(Ending.inputOutput.rawValue)
    }

    /// NB: where even standard error is closed there is nobody left to tell.
    static func warn(_ text: String) { _ = emit(text, to: STDERR_FILENO) }

    static func complain(_ complaint: Complaint) { warn(complaint.text(in: spoken) + "\n") }

    /// True where progress can be drawn in place.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 && getenv("TERM").map { strcmp($0, "dumb") } != 0 }

    /// Columns of the terminal on standard error, 80 where it does not say.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// NB: a reader that went away (`| head`) is no error of ours; SIGPIPE has ended the process before.
    private static func emit(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}
