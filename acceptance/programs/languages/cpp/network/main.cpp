#include <arpa/inet.h>
#include <cerrno>
#include <iostream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

sockaddr_in address(const char* host, int port) {
  sockaddr_in found{};
  found.sin_family = AF_INET;
  found.sin_port = htons(port);
  inet_pton(AF_INET, host, &found.sin_addr);
  return found;
}

int main() {
  int outside = socket(AF_INET, SOCK_STREAM, 0);
  timeval patience{5, 0};
  setsockopt(outside, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in far = address("192.0.2.1", 80);
  bool open = connect(outside, (sockaddr*)&far, sizeof far) == 0;
  std::cout << "outside: " << (open ? "open" : errno == EINPROGRESS ? "silent" : "refused") << "\n";

  int server = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in near = address("127.0.0.1", 0);
  bind(server, (sockaddr*)&near, sizeof near);
  listen(server, 1);
  socklen_t length = sizeof near;
  getsockname(server, (sockaddr*)&near, &length);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(client, (sockaddr*)&near, sizeof near) != 0 || write(client, "gold", 4) != 4) {
    return 1;
  }
  char buffer[5] = {};
  if (read(accept(server, nullptr, nullptr), buffer, 4) == 4) {
    std::cout << "loopback: " << buffer << "\n";
  }
}
