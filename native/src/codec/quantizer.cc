#include "codec/quantizer.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace duplex::codec {
namespace {

float square_sum(const float* x, int64_t count) {
  float sum = 0;
  for (int64_t i = 0; i < count; ++i) sum += x[i] * x[i];
  return sum;
}

// The lowest index of the smallest distance, where distances are compared as square roots: squares that differ may tie.
int32_t lowest_of_smallest(const float* squared, int64_t count) {
  const float smallest = std::max(*std::min_element(squared, squared + count), 0.0f);
  const float distance = std::sqrt(smallest), limit = smallest * 1.000001f;
  int64_t i = 0;
  while (squared[i] > limit || std::sqrt(std::max(squared[i], 0.0f)) > distance) {
    if (++i == count) return 0;  // only where a distance is not a number
  }
  return static_cast<int32_t>(i);
}

}  // namespace

Quantizer::Quantizer(const MimiTensors& tensors, const MimiConfig& config, int32_t codebooks, cpu::WeightType projections)
    : dimension_(config.seanet.dimension), width_(config.quantizer_dimension), bins_(config.bins) {
  if (codebooks < 1 || codebooks > config.quantizer_n_q) {
    throw Error(DUPLEX_BAD_ARGUMENT, "expected 1 to " + std::to_string(config.quantizer_n_q) + " codebooks, received " + std::to_string(codebooks));
  }
  const auto projection = [&](const std::string& name, int64_t out, int64_t in) {
    return cpu::Matrix::from_f32(tensors.values("quantizer." + name + ".weight", {out, in, 1}), out, in, projections);
  };
  first_in_ = projection("rvq_first.input_proj", width_, dimension_);
  first_out_ = projection("rvq_first.output_proj", dimension_, width_);
  rest_in_ = projection("rvq_rest.input_proj", width_, dimension_);
  rest_out_ = projection("rvq_rest.output_proj", dimension_, width_);
  for (int32_t q = 0; q < codebooks; ++q) {
    const std::vector<float> values = tensors.centroids(q, config);
    Codebook book{cpu::Matrix::from_f32(values, bins_, width_, cpu::WeightType::f32), {}};
    for (int64_t bin = 0; bin < bins_; ++bin) book.squares.push_back(square_sum(values.data() + bin * width_, width_));
    books_.push_back(std::move(book));
  }
}

void Quantizer::nearest(const Codebook& book, const float* x, int64_t n, int32_t* codes, int64_t code_stride, Scratch& scratch,
                        cpu::ThreadPool& pool) const {
  scratch.distances.resize(static_cast<size_t>(n * bins_));
  cpu::matmul(book.centroids, x, scratch.distances.data(), n, pool);
  for (int64_t row = 0; row < n; ++row) {
    float* distances = scratch.distances.data() + row * bins_;
    const float square = square_sum(x + row * width_, width_);
    for (int64_t bin = 0; bin < bins_; ++bin) distances[bin] = square - 2 * distances[bin] + book.squares[static_cast<size_t>(bin)];
    codes[row * code_stride] = lowest_of_smallest(distances, bins_);
  }
}

void Quantizer::encode(const float* latent, int64_t n, int32_t codebooks, int32_t* codes, Scratch& scratch, cpu::ThreadPool& pool) const {
  scratch.first.resize(static_cast<size_t>(n * width_));
  cpu::matmul(first_in_, latent, scratch.first.data(), n, pool);
  nearest(books_[0], scratch.first.data(), n, codes, codebooks, scratch, pool);
  if (codebooks == 1) return;
  scratch.rest.resize(static_cast<size_t>(n * width_));
  float* residual = scratch.rest.data();
  cpu::matmul(rest_in_, latent, residual, n, pool);
  std::vector<float>& centroid = scratch.first;
  for (int32_t q = 1; q < codebooks; ++q) {
    const Codebook& book = books_[static_cast<size_t>(q)];
    nearest(book, residual, n, codes + q, codebooks, scratch, pool);
    if (q + 1 == codebooks) break;
    for (int64_t row = 0; row < n; ++row) {
      book.centroids.row_to_f32(codes[row * codebooks + q], centroid.data());
      for (int64_t i = 0; i < width_; ++i) residual[row * width_ + i] -= centroid[static_cast<size_t>(i)];
    }
  }
}

void Quantizer::decode(const int32_t* codes, int64_t n, int32_t codebooks, float* latent, Scratch& scratch, cpu::ThreadPool& pool) const {
  scratch.first.assign(static_cast<size_t>(n * width_), 0.0f);
  scratch.rest.assign(static_cast<size_t>(n * width_), 0.0f);
  scratch.distances.resize(static_cast<size_t>(std::max(n * dimension_, width_)));
  for (int64_t row = 0; row < n; ++row) {
    for (int32_t q = 0; q < codebooks; ++q) {
      const int32_t code = codes[row * codebooks + q];
      if (code < 0 || code >= bins_) {
        throw Error(DUPLEX_BAD_ARGUMENT, "expected codes from 0 to " + std::to_string(bins_ - 1) + ", received " + std::to_string(code) + " in codebook " +
                                             std::to_string(q));
      }
      float* sum = (q == 0 ? scratch.first : scratch.rest).data() + row * width_;
      books_[static_cast<size_t>(q)].centroids.row_to_f32(code, scratch.distances.data());
      for (int64_t i = 0; i < width_; ++i) sum[i] += scratch.distances[static_cast<size_t>(i)];
    }
  }
  cpu::matmul(first_out_, scratch.first.data(), latent, n, pool);
  if (codebooks == 1) return;
  cpu::matmul(rest_out_, scratch.rest.data(), scratch.distances.data(), n, pool);
  for (int64_t i = 0; i < n * dimension_; ++i) latent[i] += scratch.distances[static_cast<size_t>(i)];
}

size_t Quantizer::weight_bytes() const {
  size_t sum = first_in_.bytes() + first_out_.bytes() + rest_in_.bytes() + rest_out_.bytes();
  for (const Codebook& book : books_) sum += book.centroids.bytes() + book.squares.size() * sizeof(float);
  return sum;
}

}  // namespace duplex::codec
