// The comparator: one row per kind of check, and what it measures.
#include <cmath>
#include <cstdio>

#include "parity/pack.h"

namespace duplex::parity {
namespace {

struct Measure {
  double max_abs = 0, rel_rms = 0;
  size_t unequal = 0, first_unequal = 0, worst = 0;
  bool finite = true;
};

Measure measure(const std::vector<double>& expected, const std::vector<double>& found) {
  Measure m;
  double error_squares = 0, squares = 0;
  for (size_t i = 0; i < expected.size(); ++i) {
    if (!(expected[i] == found[i]) && m.unequal++ == 0) m.first_unequal = i;
    const double error = std::fabs(expected[i] - found[i]);
    if (!std::isfinite(error) && expected[i] != found[i]) m.finite = false;
    if (error > m.max_abs) m.max_abs = error, m.worst = i;
    error_squares += std::isfinite(error) ? error * error : 0;
    squares += expected[i] * expected[i];
  }
  m.rel_rms = squares > 0 ? std::sqrt(error_squares / squares) : (error_squares > 0 ? INFINITY : 0);
  return m;
}

std::string text(const char* format, double a, double b = 0, double c = 0) {
  char buffer[160];
  std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return buffer;
}

std::string index_text(size_t flat, const std::vector<int64_t>& shape) {
  std::vector<int64_t> index(shape.size());
  for (size_t axis = shape.size(); axis-- > 0;) {
    index[axis] = static_cast<int64_t>(flat % static_cast<size_t>(shape[axis]));
    flat /= static_cast<size_t>(shape[axis]);
  }
  return shape_text(index);
}

std::string exact_text(const Measure& m, const std::vector<double>& expected, const std::vector<double>& found, const std::vector<int64_t>& shape) {
  if (m.unequal == 0) return "equal";
  return std::to_string(m.unequal) + " of " + std::to_string(expected.size()) + " differ, first at " + index_text(m.first_unequal, shape) +
         text(": expected %.9g, found %.9g", expected[m.first_unequal], found[m.first_unequal]);
}

std::string share_text(const Measure& m, const Check& check, const std::vector<int64_t>& shape) {
  if (!m.finite) return "not finite, at " + index_text(m.first_unequal, shape);
  std::string line = text("max %.3g of %.3g (%.1f %%)", m.max_abs, check.max_abs, 100 * m.max_abs / check.max_abs);
  if (check.kind == Kind::stat) line += text(", rms %.4f of %.4f (%.1f %%)", m.rel_rms, check.rel_rms, 100 * m.rel_rms / check.rel_rms);
  return line + (m.max_abs > check.max_abs ? ", worst at " + index_text(m.worst, shape) : "");
}

}  // namespace

void Pack::compare(const std::string& tensor, const std::vector<double>& values, const std::vector<int64_t>& shape) {
  static const char* const NAMES[] = {"input", "exact", "close", "stat", "info"};
  const auto found = checks_.find(tensor);
  if (found == checks_.end()) return;
  const Check& check = found->second;
  const std::string& reference = check.kind == Kind::stat ? check.against : tensor;
  const std::vector<double> expected = doubles(reference);
  const std::vector<int64_t> expected_shape = this->shape(reference);
  reported_.insert(tensor);
  Outcome outcome{tensor, NAMES[static_cast<int>(check.kind)], "", check.kind != Kind::info && check.kind != Kind::input, false};
  if (values.size() != expected.size() || (!shape.empty() && shape != expected_shape)) {
    outcome.detail = "expected shape " + shape_text(expected_shape) + ", found " + (shape.empty() ? std::to_string(values.size()) + " values" : shape_text(shape));
  } else {
    const Measure m = measure(expected, values);
    if (check.kind == Kind::close || check.kind == Kind::stat) {
      outcome.ok = m.finite && m.max_abs <= check.max_abs && (check.kind == Kind::close || m.rel_rms <= check.rel_rms);
      outcome.detail = share_text(m, check, expected_shape);
    } else {
      outcome.ok = m.unequal == 0;
      outcome.detail = exact_text(m, expected, values, expected_shape) + (check.kind == Kind::info && m.unequal ? text("; max %.3g", m.max_abs) : "");
    }
  }
  outcomes_.push_back(outcome);
}

}  // namespace duplex::parity
