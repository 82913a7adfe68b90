import Foundation
import Synchronization

/// Runs work on several threads and hands the results on in the order of the inputs.
///
/// The order of the files decides which of two twins is the alias, so that it must not depend on which thread was
/// faster.  Threads of their own rather than tasks, because a reader may wait a minute for an external program, and
/// the cooperative pool has one thread a core.
///
/// At most `window` results wait at a time, which bounds memory however far one slow file falls behind.
struct OrderedWorkers {
    var threads: Int
    var window: Int

    init(threads: Int) {
        self.threads = max(1, threads)
        window = max(1, threads) * 3
    }

    /// Calls `deliver` on the calling thread, once per input in order, until it returns false; then nothing new is
    /// started, what is under way ends, and `run` returns.
    ///
    /// An error of `deliver` ends the run in the same way and is thrown.
    func run<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], work: @escaping @Sendable (Input) -> Output, deliver: (Input, Output) throws -> Bool
    ) throws {
        let desk = Desk<Output>(seats: window)
        let crew = DispatchGroup()
        for _ in 0..<min(threads, inputs.count) {
            crew.enter()
            let thread = Thread {
                while let index = desk.next(of: inputs.count) { desk.put(work(inputs[index]), at: index) }
                crew.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        defer {
            desk.close()
            crew.wait()
        }
        for (index, input) in inputs.enumerated() {
            guard try deliver(input, desk.take(index)) else { return }
        }
    }
}

/// Seats in a ring: result `index` waits in seat `index % seats`, which is free again once it was taken.
private final class Desk<Output: Sendable>: Sendable {
    private struct Ledger {
        var nextIndex = 0
        var isClosed = false
        var results: [Output?]
    }

    private let ledger: Mutex<Ledger>
    private let free: DispatchSemaphore
    private let ready: [DispatchSemaphore]

    init(seats: Int) {
        ledger = Mutex(Ledger(results: Array(repeating: nil, count: seats)))
        free = DispatchSemaphore(value: 0)
        ready = (0..<seats).map { _ in DispatchSemaphore(value: 0) }
        // NB: a semaphore that dies below its first value traps, so it starts at 0 and is raised.
        for _ in 0..<seats { free.signal() }
    }

    func next(of count: Int) -> Int? {
        free.wait()
        let index: Int? = ledger.withLock { ledger in
            guard !ledger.isClosed, ledger.nextIndex < count else { return nil }
            ledger.nextIndex += 1
            return ledger.nextIndex - 1
        }
        if index == nil { free.signal() }
        return index
    }

    func put(_ output: Output, at index: Int) {
        ledger.withLock { $0.results[index % ready.count] = output }
        ready[index % ready.count].signal()
    }

    func take(_ index: Int) -> Output {
        ready[index % ready.count].wait()
        let output = ledger.withLock { ledger in ledger.results[index % ready.count].take() }
        free.signal()
        guard let output else { preconditionFailure("seat \(index % ready.count) was signalled empty") }
        return output
    }

    func close() {
        ledger.withLock { $0.isClosed = true }
        free.signal()
    }
}
