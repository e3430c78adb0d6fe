/*
 * measure FILE COMMAND...: runs a command and writes to FILE when it began (CLOCK_MONOTONIC), and what it and those it waited
 * for cost (wait4(2)): wall and processor time, all in microseconds; the most memory of one process in KiB, and how it ended (128 + signal, as a shell).
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    long long begun = micros();
    pid_t child = fork();
    if (child < 0) return 2;
    if (child == 0) {
        execv(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status;
    struct rusage cost;
    if (wait4(child, &status, 0, &cost) < 0) return 2;
    long long wall = micros() - begun;
    long long cpu = (cost.ru_utime.tv_sec + cost.ru_stime.tv_sec) * 1000000LL + cost.ru_utime.tv_usec + cost.ru_stime.tv_usec;
    FILE *out = fopen(argv[1], "w");
    if (!out) return 2;
    fprintf(out, "%lld %lld %lld %ld %d\n", begun, wall, cpu, cost.ru_maxrss,
            WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
    return fclose(out) ? 2 : 0;
}
