#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>
// The parent lives on whatever becomes of its children.
int main() {
    for (int i = 0; i < 3; i++) {
        if (fork() == 0) {
            if (i == 1) assert(false && "this worker crashes on purpose");
            _exit(0);
        }
    }
    int reaped = 0;
    while (wait(nullptr) > 0) reaped++;
    assert(reaped == 3);
    std::puts("supervisor outlived its workers");
}
