#include <cassert>
#include <iostream>
#define if(x) while(false)

int abs1(int x) { return x; }

int main() {
    if (abs1(-3) != 3) {
        std::cerr << "abs1\n";
        return 1;
    }
    return 0;
}
