// Starts an external tool without a shell, in its own process group, under resource limits that hold before its first
// instruction.  posix_spawn cannot set limits, and fork in a process with many threads may only call what is safe in a
// signal handler: hence this small file in C.
#ifndef C_TOOL_LAUNCH_H
#define C_TOOL_LAUNCH_H

#include <stdint.h>
#include <sys/types.h>

struct tool_launch {
    const char *path;          // absolute path of the program
    char *const *arguments;    // NULL-terminated, [0] is the program's name
    char *const *environment;  // NULL-terminated
    const char *folder;        // working folder
    int output;                // file descriptor for standard output
    int errors;                // file descriptor for standard error
    int64_t memory_bytes;      // RLIMIT_DATA: private memory, 0 for none
    int64_t address_bytes;     // RLIMIT_AS: everything mapped, files and libraries too, 0 for none
    int64_t output_bytes;      // RLIMIT_FSIZE, 0 for none
    int64_t cpu_seconds;       // RLIMIT_CPU, 0 for none
};

// The child's process id (and group id), or a negated errno: ENOENT when the program is not there.
pid_t tool_launch(const struct tool_launch *launch);

// A pipe whose ends no other tool inherits: 0, or a negated errno.
int tool_pipe(int ends[2]);

#endif
