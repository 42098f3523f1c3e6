#include "io/sha256.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace duplex {
namespace {

// The constants are the leading 32 bits of the fractional parts of square and cube roots of the first primes: computed, not copied.
struct Constants {
  std::array<uint32_t, 8> initial{};
  std::array<uint32_t, 64> round{};
};

uint32_t fraction_bits(unsigned prime, unsigned power) {  // of prime^(1/power), exact: the integer root of prime · 2^(32·power)
  unsigned __int128 low = 0, high = (static_cast<unsigned __int128>(1) << 37);
  while (high - low > 1) {
    const unsigned __int128 middle = (low + high) / 2;
    unsigned __int128 product = middle;
    bool above = false;
    for (unsigned i = 1; i < power; ++i) product *= middle;
    const unsigned __int128 target = static_cast<unsigned __int128>(prime) << (32 * power);
    above = product > target;
    (above ? high : low) = middle;
  }
  return static_cast<uint32_t>(low);
}

const Constants& constants() {
  static const Constants made = [] {
    Constants c;
    size_t count = 0;
    for (unsigned n = 2; count < 64; ++n) {
      bool prime = true;
      for (unsigned d = 2; d * d <= n; ++d) prime = prime && n % d != 0;
      if (!prime) continue;
      if (count < 8) c.initial[count] = fraction_bits(n, 2);
      c.round[count++] = fraction_bits(n, 3);
    }
    return c;
  }();
  return made;
}

}  // namespace

Sha256::Sha256() : state_(constants().initial) {}

void Sha256::block(const uint8_t* bytes) {
  const auto& k = constants().round;
  uint32_t w[64];
  for (size_t i = 0; i < 16; ++i)
    w[i] = uint32_t{bytes[4 * i]} << 24 | uint32_t{bytes[4 * i + 1]} << 16 | uint32_t{bytes[4 * i + 2]} << 8 | bytes[4 * i + 3];
  for (size_t i = 16; i < 64; ++i) {
    const uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state_;
  for (size_t i = 0; i < 64; ++i) {
    const uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
    const uint32_t t2 = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const std::array<uint32_t, 8> sums = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) state_[i] += sums[i];
}

void Sha256::add(const void* bytes, size_t size) {
  const auto* from = static_cast<const uint8_t*>(bytes);
  while (size > 0) {
    const size_t held = size_ % 64;
    const size_t taken = std::min(size, 64 - held);
    if (taken == 64) {
      block(from);
    } else {
      std::memcpy(pending_.data() + held, from, taken);
      if (held + taken == 64) block(pending_.data());
    }
    from += taken, size -= taken, size_ += taken;
  }
}

std::string Sha256::hex() {
  const uint64_t bits = size_ * 8;
  const uint8_t one = 0x80, zero = 0;
  add(&one, 1);
  while (size_ % 64 != 56) add(&zero, 1);
  uint8_t length[8];
  for (int i = 0; i < 8; ++i) length[i] = static_cast<uint8_t>(bits >> (56 - 8 * i));
  add(length, 8);
  std::string text;
  for (uint32_t word : state_)
    for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[(word >> shift) & 15];
  return text;
}

}  // namespace duplex
