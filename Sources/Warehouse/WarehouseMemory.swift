import GRDBSQLite

/// Memory of all SQLite connections of this process.
///
/// A query can ask for any amount of it (a sort, a recursion without end) long before its time runs out.
public enum WarehouseMemory {
    /// Lets SQLite take that many bytes and no more; a statement that needs them fails with “out of memory”.
    public static func limit(to bytes: Int64) { sqlite3_hard_heap_limit64(bytes) }
}
