import ArgumentParser
import Glibc
import Ingesting

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: say("逐项裁定规则定不了的数", "Walk through the figures that wait for a decision"),
        discussion: say(
            """
            先列相互矛盾、规则定不了取哪个的数（总数在前），再列读法不定的数；每项给出原文、文件和位置。
            输入数字采信那个数，v 填写，r 否定，s 跳过，b 回到上一项，n 改理由，q 离开，回车确认。理由问一次，以后沿用。
            每次裁定立即记录，与 correct、reject 所记相同；随时可以离开，已裁定的不再问。也可以从管道输入，一行一个回答，到末尾即离开。

            退出码：0 走完或离开；64 命令行有误；66 没有这个单位或数据仓库；75 另一个进程正在写；130 按了 Ctrl-C。
            """,
            """
            First come figures whose statements contradict each other and that no rule decides (totals first), then those
            with unsure readings; each with its quotes, files and places.  A number accepts that one, v takes a value,
            r rejects, s skips, b goes back, n changes the reason, q leaves; confirm with Enter.  The reason is asked
            once and kept.  Every decision is on record at once, as correct and reject make them; leave at any time, what
            is decided is not asked again.  Answers may come from a pipe, one a line; its end leaves.

            Exit codes: 0 through or left; 64 the command line is wrong; 66 no such unit or warehouse; 75 another process
            is writing; 130 Ctrl-C.
            """))

    @Option(help: help("只看这个单位", "this unit only"))
    var unit: String?
    @Option(help: help("只看这个区划代码", "this division code only"))
    var division: String?
    @Option(help: help("只看这个年度", "this fiscal year only"))
    var year: Int?
    @Option(help: help("只看这个指标（代码或名称）", "this measure only (code or label)"))
    var measure: String?
    @Option(help: help("何人（不写则为登录名）", "who decides (the login name by default)"))
    var by: String?
    @Option(help: help("理由（不写则在第一次裁定时问）", "why (asked at the first decision by default)"))
    var reason: String?
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        let reference = try seeds.reference()
        let desk = try CorrectionDesk(path: warehouse.db, reference: reference, clock: utcNow)
        Interruption.watch()
        let input = LineInput()
        let session = ReviewSession(
            desk, reference: reference, madeBy: by ?? loginName, reason: reason, language: spoken, ask: input.ask,
            show: Console.write)
        _ = try session.run(ReviewScope(unit: unit, division: division, year: year, measure: measure))
        try desk.close()
        if let ending = Interruption.status { throw ExitCode(ending.rawValue) }
    }
}

/// Standard input line by line, that an interruption ends.
private final class LineInput {
    private var buffer: [UInt8] = []
    private var isAtEnd = false
    private let isTerminal = isatty(STDIN_FILENO) == 1

    /// The next line without its end; nil at the end of the input, and after Ctrl-C.
    func ask(_ prompt: String) -> String? {
        Console.write(prompt)
        let line = nextLine()
        // Nobody typed the line break that stands on a screen.
        if !isTerminal || line == nil { Console.write("\n") }
        return line
    }

    private func nextLine() -> String? {
        while Interruption.status == nil {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            if isAtEnd {
                defer { buffer = [] }
                return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
            }
            fill()
        }
        return nil
    }

    /// NB: waits in short steps, because a signal between the question and the wait would else go unseen.
    private func fill() {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 200) > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 {
            buffer += bytes[..<count]
        } else if count == 0 || errno != EINTR {
            isAtEnd = true
        }
    }
}
