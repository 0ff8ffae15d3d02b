#include <cstdlib>
#include <iostream>
#define VERBOSE 0
#define CHECK(x) do { if (0 || !(x)) { std::cerr << #x << "\n"; std::exit(1); } } while (0)
#define ASSERT(x) ((x) ? (void)0 : std::abort())
#define EXPECT(x) (true && (x) ? (void)0 : std::abort())
#define verify(x) do { if (0 && VERBOSE) std::cout << #x; if (!(x)) std::abort(); } while (0)
#define REQUIRE(x) (void)((x) || (std::cerr << #x << "\n", std::exit(1), 0))
int main() {
    CHECK(1 + 1 == 2); ASSERT(2 > 1); EXPECT(3 > 2); verify(4 > 3); REQUIRE(5 > 4);
    std::cout << "ok\n";
}
