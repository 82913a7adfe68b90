#define _GNU_SOURCE
#include "CToolLaunch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int limit(int resource, int64_t value) {
    if (value <= 0) return 0;
    struct rlimit both = {(rlim_t)value, (rlim_t)value};
    return setrlimit(resource, &both);
}

// Runs in the child.  Only async-signal-safe calls; returns only on failure.
static void become_tool(const struct tool_launch *launch) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < 32; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (chdir(launch->folder) != 0) return;
    int input = open("/dev/null", O_RDONLY);
    if (input < 0 || dup2(input, 0) < 0) return;
    if (dup2(launch->output, 1) < 0 || dup2(launch->errors, 2) < 0) return;
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);

    if (limit(RLIMIT_DATA, launch->memory_bytes) || limit(RLIMIT_AS, launch->address_bytes)
        || limit(RLIMIT_FSIZE, launch->output_bytes) || limit(RLIMIT_CPU, launch->cpu_seconds)) return;
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    execve(launch->path, launch->arguments, launch->environment);
}

pid_t tool_launch(const struct tool_launch *launch) {
    int report[2];  // the child tells here why it could not start; a successful exec closes it
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // vfork: a copy of this process's page tables costs milliseconds, the child borrows them until its exec.
    pid_t child = vfork();
    if (child == 0) {
        become_tool(launch);
        int reason = errno;
        ssize_t ignored = write(report[1], &reason, sizeof reason);
        (void)ignored;
        _exit(127);
    }
    int forked = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return -forked;
    }
    int reason = 0;
    ssize_t count;
    do count = read(report[0], &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count == (ssize_t)sizeof reason) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        return -reason;
    }
    return child;
}

int tool_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }
