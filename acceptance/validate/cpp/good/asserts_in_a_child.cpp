#include <cassert>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
int main() {
    int x = 1;
    pid_t p = fork();
    if (p == 0) { x = 2; assert(x == 2); _exit(0); }
    waitpid(p, NULL, 0);
    assert(x == 1);
    std::puts("memory is copied");
}
