// Values of a TensorView as numbers: to_f32, to_i32 (declared in safetensors.h).
#include <bit>
#include <cstring>
#include <limits>

#include "error.h"
#include "io/safetensors.h"

namespace duplex {
namespace {

float half_to_float(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000u) << 16;
  const uint32_t exponent = (half >> 10) & 0x1f, fraction = half & 0x3ffu;
  if (exponent == 0x1f) return std::bit_cast<float>(sign | 0x7f800000u | (fraction << 13));
  if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
  const float magnitude = static_cast<float>(fraction) * 0x1p-24f;  // subnormal: exact
  return sign ? -magnitude : magnitude;
}

template <typename Stored, typename Out, typename Convert>
void convert_all(const TensorView& tensor, std::vector<Out>& out, Convert convert) {
  for (size_t i = 0; i < out.size(); ++i) {
    Stored value;
    std::memcpy(&value, tensor.data + i * sizeof(Stored), sizeof(Stored));
    out[i] = convert(value);
  }
}

}  // namespace

std::vector<float> to_f32(const TensorView& tensor) {
  std::vector<float> out(static_cast<size_t>(tensor.count()));
  switch (tensor.dtype) {
    case Dtype::f32:
      if (!out.empty()) std::memcpy(out.data(), tensor.data, out.size() * sizeof(float));
      return out;
    case Dtype::bf16:
      convert_all<uint16_t>(tensor, out, [](uint16_t v) { return std::bit_cast<float>(static_cast<uint32_t>(v) << 16); });
      return out;
    case Dtype::f16:
      convert_all<uint16_t>(tensor, out, half_to_float);
      return out;
    case Dtype::f64:
      convert_all<double>(tensor, out, [](double v) { return static_cast<float>(v); });
      return out;
    default:
      throw Error(DUPLEX_BAD_FILE, "expected a floating tensor (F32, BF16, F16 or F64), found " + std::string(dtype_name(tensor.dtype)));
  }
}

std::vector<int32_t> to_i32(const TensorView& tensor) {
  std::vector<int32_t> out(static_cast<size_t>(tensor.count()));
  const auto plain = [](auto v) { return static_cast<int32_t>(v); };
  switch (tensor.dtype) {
    case Dtype::i8: convert_all<int8_t>(tensor, out, plain); return out;
    case Dtype::u8: convert_all<uint8_t>(tensor, out, plain); return out;
    case Dtype::i16: convert_all<int16_t>(tensor, out, plain); return out;
    case Dtype::i32: convert_all<int32_t>(tensor, out, plain); return out;
    case Dtype::i64:
      convert_all<int64_t>(tensor, out, [](int64_t v) {
        if (v < std::numeric_limits<int32_t>::min() || v > std::numeric_limits<int32_t>::max())
          throw Error(DUPLEX_BAD_FILE, "expected integers of 32 bits, found " + std::to_string(v));
        return static_cast<int32_t>(v);
      });
      return out;
    default:
      throw Error(DUPLEX_BAD_FILE, "expected an integer tensor (I8, U8, I16, I32 or I64), found " + std::string(dtype_name(tensor.dtype)));
  }
}

}  // namespace duplex
