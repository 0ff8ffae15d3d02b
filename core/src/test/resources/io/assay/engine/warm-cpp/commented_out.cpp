#include <iostream> // and not \
#include <vector>
/* #include <algorithm> */
// \
#include <string>
int main() { std::vector<int> v; std::sort(v.begin(), v.end()); std::cout << v.size(); }
