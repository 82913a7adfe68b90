import CSyncFS
import Glibc

/// The disk that a folder lies on.
public enum FileSystem {
    /// Waits until everything that was written there since the descriptor was opened is on the disk: many files at the
    /// price of one.  Returns 0, or the system's error number.
    public static func sync(_ descriptor: Int32) -> Int32 { sync_file_system(descriptor) == 0 ? 0 : errno }
}
