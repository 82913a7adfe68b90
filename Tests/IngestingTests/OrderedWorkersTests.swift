import Synchronization
import Testing

@testable import Ingesting

/// Which of two twins is the alias depends on the order of delivery, and memory on how many results wait.
@Suite struct OrderedWorkersTests {
    @Test(arguments: [1, 2, 7])
    func deliversInOrderWhateverIsFaster(threads: Int) throws {
        let inputs = Array(0..<200)
        var delivered: [Int] = []
        try OrderedWorkers(threads: threads).run(inputs) { input in
            // Even ones are slow.
            var sum = input
            if input % 2 == 0 { for step in 0..<20_000 { sum = (sum &* 31 &+ step) % 1_000_003 } }
            return sum < 0 ? -1 : input * 10
        } deliver: { input, output in
            #expect(output == input * 10)
            delivered.append(input)
            return true
        }
        #expect(delivered == inputs)
    }

    @Test func neverMoreThanTheWindowAhead() throws {
        let started = Atomic(0)
        let workers = OrderedWorkers(threads: 4)
        var delivered = 0
        var furthest = 0
        try workers.run(Array(0..<300)) { _ in
            started.add(1, ordering: .relaxed)
        } deliver: { _, _ in
            furthest = max(furthest, started.load(ordering: .relaxed) - delivered)
            delivered += 1
            return true
        }
        #expect(delivered == 300)
        #expect(furthest <= workers.window + 1)
    }

    @Test func stopsWhereDeliverySaysSo() throws {
        var delivered: [Int] = []
        try OrderedWorkers(threads: 3).run(Array(0..<1000)) {
            $0
        } deliver: { input, _ in
            delivered.append(input)
            return input < 4
        }
        #expect(delivered == [0, 1, 2, 3, 4])
    }

    @Test func anErrorOfDeliveryEndsTheRun() {
        struct Full: Error {}
        #expect(throws: Full.self) {
            try OrderedWorkers(threads: 2).run([1, 2, 3]) {
                $0
            } deliver: { _, _ in
                throw Full()
            }
        }
    }

    @Test func nothingToDo() throws {
        var delivered = 0
        try OrderedWorkers(threads: 2).run([Int]()) {
            $0
        } deliver: { _, _ in
            delivered += 1
            return true
        }
        #expect(delivered == 0)
    }
}
