import Glibc
import Ingesting
import Terminal

/// Standard output and standard error, written in order and at once.
enum Console {
    static func write(_ text: String) { emit(text, to: STDOUT_FILENO) }

    static func warn(_ text: String) { emit(text, to: STDERR_FILENO) }

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
    private static func emit(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
