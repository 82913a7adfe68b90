import GRDB

extension WarehouseError {
    /// Runs a block and says SQLite's errors in the warehouse's words.
    static func translating<T>(_ path: String, _ body: () throws -> T) throws(WarehouseError) -> T {
        do {
            return try body()
        } catch let error as WarehouseError {
            throw error
        } catch let error as DatabaseError {
            throw WarehouseError(error, path: path)
        } catch {
            throw WarehouseError(.failed(detail: "\(error)"), path: path)
        }
    }

    /// The warehouse's words for an SQLite error.
    public init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(.busy, path: path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self.init(.foreign, path: path)
        case .SQLITE_CANTOPEN: self.init(.cannotOpen, path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self.init(.readOnly, path: path)
        case .SQLITE_FULL: self.init(.full, path: path)
        default: self.init(.failed(detail: error.message ?? "\(error.resultCode)"), path: path)
        }
    }
}
