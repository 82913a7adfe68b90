import Terminal

/// Draws how far a run is: a bar in place on a terminal, a line every tenth elsewhere, nothing when quiet.
final class ProgressReport {
    private let isQuiet: Bool
    private let isInteractive = Console.isInteractive
    private let start = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?
    private var isDrawn = false

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func show(done: Int, of total: Int) {
        guard !isQuiet else { return }
        if isInteractive {
            let now = ContinuousClock.now
            if let lastDrawn, now - lastDrawn < .milliseconds(50), done < total { return }
            lastDrawn = now
            let seconds = (now - start) / .seconds(1)
            let line = ProgressBar(total: total, language: spoken)
                .line(done: done, seconds: seconds, width: Console.width - 1)
            Console.warn("\r\u{1B}[K" + line)
            isDrawn = true
            if done == total { clear() }
        } else if done * 10 / total != (done - 1) * 10 / total {
            Console.warn(say("已处理 \(done)/\(total)\n", "\(done)/\(total) done\n"))
        }
    }

    /// Takes the bar away, so that a message or the summary stands on a line of its own.
    func clear() {
        guard isDrawn else { return }
        Console.warn("\r\u{1B}[K")
        isDrawn = false
        lastDrawn = nil
    }
}
