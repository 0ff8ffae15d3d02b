#define NDEBUG
#include <cassert>
int add(int a, int b) { return 0; }
int main() { assert(add(1, 2) == 3); }
