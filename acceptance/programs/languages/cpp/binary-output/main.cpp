#include <cstdio>

int main() {
  const unsigned char out[] = {0, 0xff, 0x80, 13, 10, 0xc3, 0x28};
  std::fwrite(out, 1, sizeof out, stdout);
  const unsigned char err[] = {0xfe, 0};
  std::fwrite(err, 1, sizeof err, stderr);
}
