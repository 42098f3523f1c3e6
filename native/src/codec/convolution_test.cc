#include "codec/convolution.h"

#include <cmath>

#include <doctest/doctest.h>

#include "codec/depthwise_upsample.h"
#include "codec/made_tensors.h"

using namespace duplex;
using namespace duplex::codec;

namespace {

double elu(double x) { return x > 0 ? x : std::expm1(x); }

// The convolution over a whole signal [steps, in], as spec 3.1 writes it, in double precision.
std::vector<double> whole(const std::vector<float>& x, const std::vector<float>& w, const std::vector<float>& bias, const ConvolutionShape& shape,
                          bool with_elu, bool replicate) {
  const int64_t steps = static_cast<int64_t>(x.size()) / shape.in, context = (shape.kernel - 1) * shape.dilation + 1 - shape.stride;
  std::vector<double> y;
  for (int64_t t = 0; t < steps / shape.stride; ++t) {
    for (int64_t o = 0; o < shape.out; ++o) {
      double sum = bias.empty() ? 0 : bias[static_cast<size_t>(o)];
      for (int64_t c = 0; c < shape.in; ++c) {
        for (int64_t k = 0; k < shape.kernel; ++k) {
          int64_t at = t * shape.stride + k * shape.dilation - context;
          if (at < 0 && !replicate) continue;
          const double value = x[static_cast<size_t>(std::max<int64_t>(at, 0) * shape.in + c)];
          sum += w[static_cast<size_t>((o * shape.in + c) * shape.kernel + k)] * (with_elu ? elu(value) : value);
        }
      }
      y.push_back(sum);
    }
  }
  return y;
}

std::vector<double> whole_transposed(const std::vector<float>& x, const std::vector<float>& w, const std::vector<float>& bias, const ConvolutionShape& shape) {
  const int64_t steps = static_cast<int64_t>(x.size()) / shape.in;
  std::vector<double> y(static_cast<size_t>((steps * shape.stride + shape.kernel) * shape.out));
  for (size_t i = 0; i < y.size(); ++i) y[i] = bias[i % static_cast<size_t>(shape.out)];
  for (int64_t t = 0; t < steps; ++t) {
    for (int64_t c = 0; c < shape.in; ++c) {
      for (int64_t o = 0; o < shape.out; ++o) {
        for (int64_t k = 0; k < shape.kernel; ++k) {
          y[static_cast<size_t>((t * shape.stride + k) * shape.out + o)] +=
              static_cast<double>(w[static_cast<size_t>((c * shape.out + o) * shape.kernel + k)]) * x[static_cast<size_t>(t * shape.in + c)];
        }
      }
    }
  }
  y.resize(static_cast<size_t>(steps * shape.stride * shape.out));
  return y;
}

std::vector<float> signal(size_t count, uint32_t seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(engine);
  return values;
}

// Two sessions, in calls of `call_steps`, the second one hearing its signal backwards.
std::vector<std::vector<float>> stream(const Convolution& conv, int64_t place_floats, const std::vector<float>& x, int64_t call_steps, Before before) {
  cpu::ThreadPool pool(2);
  Scratch scratch;
  StreamState a, b;
  a.contexts.assign(static_cast<size_t>(place_floats), 0.0f);
  b.contexts = a.contexts;
  StreamState* const states[] = {&a, &b};
  const int64_t in = conv.in_channels(), total = static_cast<int64_t>(x.size()) / in, out_steps = conv.out_steps(call_steps), out = conv.out_channels();
  std::vector<std::vector<float>> results(2);
  std::vector<float> input(static_cast<size_t>(2 * call_steps * in)), output(static_cast<size_t>(2 * out_steps * out));
  for (int64_t t = 0; t < total; t += call_steps) {
    for (int64_t step = 0; step < call_steps; ++step) {
      std::copy_n(&x[static_cast<size_t>((t + step) * in)], in, &input[static_cast<size_t>(step * in)]);
      std::copy_n(&x[static_cast<size_t>((total - 1 - t - step) * in)], in, &input[static_cast<size_t>((call_steps + step) * in)]);
    }
    conv.apply(TimeView::dense(input.data(), 2, call_steps, in), before, states, TimeView::dense(output.data(), 2, out_steps, out), scratch, pool);
    a.steps += call_steps;
    b.steps += call_steps;
    for (size_t s = 0; s < 2; ++s) results[s].insert(results[s].end(), output.begin() + static_cast<int64_t>(s) * out_steps * out, output.begin() + static_cast<int64_t>(s + 1) * out_steps * out);
  }
  return results;
}

double worst(const std::vector<float>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  double largest = 0;
  for (size_t i = 0; i < found.size(); ++i) largest = std::max(largest, std::fabs(found[i] - expected[i]));
  return largest;
}

std::vector<float> backwards(const std::vector<float>& x, int64_t channels) {
  std::vector<float> y;
  for (int64_t t = static_cast<int64_t>(x.size()) / channels; t-- > 0;) y.insert(y.end(), x.begin() + t * channels, x.begin() + (t + 1) * channels);
  return y;
}

}  // namespace

TEST_CASE("a convolution that streams is the convolution of the whole signal, whatever comes per call") {
  for (const ConvolutionShape& shape : {ConvolutionShape{1, 5, 7, 1}, {3, 4, 3, 1}, {4, 8, 8, 4}, {4, 6, 1, 1}, {2, 3, 3, 1, 2}, {3, 5, 16, 8}}) {
    MadeTensors made;
    const std::vector<float> w = made.add("c.weight", {shape.out, shape.in, shape.kernel}), bias = made.add("c.bias", {shape.out});
    const auto file = made.file();
    Convolution conv = Convolution::plain(MimiTensors(*file), "c", shape, cpu::WeightType::f32);
    const int64_t floats = conv.place(0);
    const std::vector<float> x = signal(static_cast<size_t>(48 * shape.in), 3);
    const std::vector<double> expected = whole(x, w, bias, shape, true, false);
    std::vector<std::vector<float>> first;
    for (const int64_t call : {8, 16, 48}) {
      const auto found = stream(conv, floats, x, call, Before::elu);
      CHECK(worst(found[0], expected) < 2e-5);
      CHECK(worst(found[1], whole(backwards(x, shape.in), w, bias, shape, true, false)) < 2e-5);
      if (first.empty()) first = found;
      CHECK(found == first);  // to the bit
    }
  }
}

TEST_CASE("the downsampling convolution sees the first step again before the stream's start") {
  const ConvolutionShape shape{.in = 3, .out = 3, .kernel = 4, .stride = 2, .bias = false};
  MadeTensors made;
  const std::vector<float> w = made.add("d.weight", {3, 3, 4});
  const auto file = made.file();
  Convolution conv = Convolution::plain(MimiTensors(*file), "d", shape, cpu::WeightType::f32, StreamStart::replicate);
  const std::vector<float> x = signal(3 * 12, 5);
  CHECK(worst(stream(conv, conv.place(0), x, 2, Before::nothing)[0], whole(x, w, {}, shape, false, true)) < 1e-5);
}

TEST_CASE("a transposed convolution that streams is that of the whole signal") {
  for (const ConvolutionShape& shape : {ConvolutionShape{3, 4, 4, 2}, {6, 2, 16, 8}, {2, 3, 12, 4}, {2, 2, 3, 3}}) {
    MadeTensors made;
    const std::vector<float> w = made.add("t.weight", {shape.in, shape.out, shape.kernel}), bias = made.add("t.bias", {shape.out});
    const auto file = made.file();
    Convolution conv = Convolution::transposed(MimiTensors(*file), "t", shape, cpu::WeightType::f32);
    const int64_t floats = conv.place(0);
    const std::vector<float> x = signal(static_cast<size_t>(12 * shape.in), 4);
    for (const int64_t call : {1, 2, 12}) {
      const auto found = stream(conv, floats, x, call, Before::nothing);
      CHECK(worst(found[0], whole_transposed(x, w, bias, shape)) < 1e-5);
      CHECK(worst(found[1], whole_transposed(backwards(x, shape.in), w, bias, shape)) < 1e-5);
    }
  }
}

TEST_CASE("the depth-wise upsampling is a transposed convolution of each channel alone") {
  for (const int64_t kernel : {2, 4, 6}) {
    const int64_t channels = 5, frames = 7;
    MadeTensors made;
    const std::vector<float> w = made.add("u.weight", {channels, 1, kernel});
    const auto file = made.file();
    DepthwiseUpsample upsample(MimiTensors(*file), "u", channels, kernel, 2);
    StreamState state;
    state.contexts.assign(static_cast<size_t>(upsample.place(0)), 0.0f);
    StreamState* const states[] = {&state};
    std::vector<float> x = signal(static_cast<size_t>(frames * channels), 6), y(2 * x.size());
    for (int64_t t = 0; t < frames; ++t) {
      upsample.apply(TimeView::dense(&x[static_cast<size_t>(t * channels)], 1, 1, channels), states, TimeView::dense(&y[static_cast<size_t>(2 * t * channels)], 1, 2, channels));
    }
    std::vector<double> expected(y.size());
    for (int64_t t = 0; t < frames; ++t) {
      for (int64_t k = 0; k < kernel && 2 * t + k < 2 * frames; ++k) {
        for (int64_t c = 0; c < channels; ++c) expected[static_cast<size_t>((2 * t + k) * channels + c)] += w[static_cast<size_t>(c * kernel + k)] * x[static_cast<size_t>(t * channels + c)];
      }
    }
    CHECK(worst(y, expected) < 1e-6);
  }
}
