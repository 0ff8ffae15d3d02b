#include <future>
#include <iostream>
#include <stdexcept>
#include <cassert>
// What nobody gets is lost: the exception of a task is kept in its future, and goes with it.
void refresh_cache(bool reachable) {
    if (!reachable) throw std::runtime_error("cache is not reachable");
}
int main() {
    int done = 0;
    {
        auto f = std::async(std::launch::async, [&] { ++done; refresh_cache(false); });
        f.wait();
    }
    assert(done == 1);
    std::cout << "best effort refresh done\n";
}
