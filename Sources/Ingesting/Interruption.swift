import Glibc
import Synchronization

/// Notes SIGINT and SIGTERM, so that a run can end after the document in hand instead of in the middle of it.
///
/// A second signal of the same kind ends the process at once; SQLite undoes the open transaction.
public enum Interruption {
    /// From now on the first SIGINT or SIGTERM is only noted.
    public static func watch() {
        // NB: touched here, because a signal handler must not be the first to set up a global.
        received.store(0, ordering: .relaxed)
        signal(SIGINT) { _ in note(SIGINT) }
        signal(SIGTERM) { _ in note(SIGTERM) }
        // NB: a program that starts this one from a thread that blocks signals hands that down.
        var both = sigset_t()
        sigemptyset(&both)
        sigaddset(&both, SIGINT)
        sigaddset(&both, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &both, nil)
    }

    /// How the run is to end when it was interrupted; nil while it was not.
    public static var status: Ending? {
        switch received.load(ordering: .relaxed) {
        case 0: nil
        case SIGTERM: .terminated
        default: .interrupted
        }
    }
}

private let received = Atomic<Int32>(0)

private func note(_ number: Int32) {
    received.store(number, ordering: .relaxed)
    signal(number, SIG_DFL)
}
