/// How a command ends, as in sysexits.h; README lists them.
public enum Ending: Int32, Hashable, Sendable, CaseIterable {
    /// Everything that was asked for is done, and nothing stands in quarantine.
    case done = 0
    /// EX_USAGE: the command line cannot be understood.
    case usage = 64
    /// EX_DATAERR: at least one file was quarantined; the others are loaded.
    case quarantined = 65
    /// EX_NOINPUT: a path that was named cannot be opened; what could be found is loaded.
    case noInput = 66
    /// EX_SOFTWARE: a fault of this program.
    case fault = 70
    /// EX_CANTCREAT: the warehouse cannot be created there.
    case cannotCreate = 73
    /// EX_IOERR: reading or writing failed, or the disk is full.
    case inputOutput = 74
    /// EX_TEMPFAIL: another process holds the warehouse; later it may work.
    case tryLater = 75
    /// EX_NOPERM: no permission to write.
    case notPermitted = 77
    /// EX_CONFIG: seeds with faults, or a warehouse of a newer version.
    case configuration = 78
    /// 128 + SIGINT: interrupted from the terminal; what is reported as loaded is loaded.
    case interrupted = 130
    /// 128 + SIGTERM: the same by the system.
    case terminated = 143
}
