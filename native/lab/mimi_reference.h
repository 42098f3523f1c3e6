// Mimi on the CPU in float64, one frame a call, written from the description of the model: the plain form of every operation
// (a transposed convolution adds into its output and carries the overlap; the ring holds positions), so that it shares no
// rearrangement with the kernels.
#pragma once

#include <thread>

#include "mimi_shape.h"

namespace lab {

/// [channels][time]
struct cpu_signal {
    int channels = 0, length = 0;
    std::vector<double> v;
    cpu_signal() = default;
    cpu_signal(int c, int t) : channels(c), length(t), v(size_t(c) * t) {}
    double &at(int c, int t) { return v[size_t(c) * length + t]; }
    double at(int c, int t) const { return v[size_t(c) * length + t]; }
};

template <class F>
void cpu_parallel(int count, F f) {
    int workers = std::min(count, int(std::max(1u, std::thread::hardware_concurrency())));
    std::vector<std::thread> threads;
    for (int w = 0; w < workers; ++w)
        threads.emplace_back([&, w] {
            for (int i = w; i < count; i += workers) f(i);
        });
    for (auto &t : threads) t.join();
}

inline cpu_signal cpu_elu(cpu_signal x) {
    for (double &v : x.v) v = v > 0 ? v : std::expm1(v);
    return x;
}

struct mimi_cpu {
    const mimi_shape shape;
    const mimi_tensors &tensors;
    std::map<std::string, cpu_signal> carried;  // contexts of convolutions, overlaps of transposed ones
    struct ring {
        std::vector<std::vector<double>> keys, values;  // [position][latent], everything since the reset
    };
    std::map<std::string, ring> rings;
    int encoded = 0, decoded = 0;
    // What a check may look at after a call.
    cpu_signal seanet, transformed, latent, quantized, upsampled, decoder_transformed;

    mimi_cpu(const mimi_shape &s, const mimi_tensors &t) : shape(s), tensors(t) {}
    const std::vector<float> &get(const std::string &name) const { return mimi_values(tensors, name); }

    cpu_signal conv(const std::string &name, const cpu_signal &x, int out, int k, int stride, bool has_bias = true, bool replicate = false) {
        cpu_signal &context = carried[name];
        if (context.channels == 0) {
            context = cpu_signal(x.channels, k - stride);
            if (replicate)
                for (int c = 0; c < x.channels; ++c)
                    for (int t = 0; t < k - stride; ++t) context.at(c, t) = x.at(c, 0);
        }
        cpu_signal in(x.channels, context.length + x.length);
        for (int c = 0; c < x.channels; ++c) {
            for (int t = 0; t < context.length; ++t) in.at(c, t) = context.at(c, t);
            for (int t = 0; t < x.length; ++t) in.at(c, context.length + t) = x.at(c, t);
        }
        for (int c = 0; c < x.channels; ++c)
            for (int t = 0; t < context.length; ++t) context.at(c, t) = in.at(c, in.length - context.length + t);
        const float *w = get(name + ".weight").data(), *bias = has_bias ? get(name + ".bias").data() : nullptr;
        cpu_signal y(out, x.length / stride);
        cpu_parallel(out, [&](int o) {
            for (int t = 0; t < y.length; ++t) {
                double sum = bias ? bias[o] : 0;
                for (int c = 0; c < x.channels; ++c) {
                    const float *wc = w + (size_t(o) * x.channels + c) * k;
                    for (int j = 0; j < k; ++j) sum += wc[j] * in.at(c, t * stride + j);
                }
                y.at(o, t) = sum;
            }
        });
        return y;
    }

    /// k = 2 * stride; depthwise when out is 0.
    cpu_signal transposed(const std::string &name, const cpu_signal &x, int out, int stride) {
        bool depthwise = out == 0;
        int width = depthwise ? x.channels : out, k = 2 * stride;
        const float *w = get(name + ".weight").data(), *bias = depthwise ? nullptr : get(name + ".bias").data();
        cpu_signal &overlap = carried[name];
        if (overlap.channels == 0) overlap = cpu_signal(width, stride);
        cpu_signal y(width, x.length * stride);
        cpu_parallel(width, [&](int o) {
            std::vector<double> full(size_t(x.length) * stride + stride, 0.0);
            for (int t = 0; t < stride; ++t) full[t] = overlap.at(o, t);
            for (int i = depthwise ? o : 0; i < (depthwise ? o + 1 : x.channels); ++i)
                for (int t = 0; t < x.length; ++t)
                    for (int j = 0; j < k; ++j) full[t * stride + j] += x.at(i, t) * w[(size_t(i) * (depthwise ? 1 : out) + (depthwise ? 0 : o)) * k + j];
            for (int t = 0; t < y.length; ++t) y.at(o, t) = full[t] + (bias ? bias[o] : 0);
            for (int t = 0; t < stride; ++t) overlap.at(o, t) = full[y.length + t];
        });
        return y;
    }

    cpu_signal residual(const std::string &name, const cpu_signal &x) {
        cpu_signal h = conv(name + ".block.1.conv.conv", cpu_elu(x), x.channels / 2, 3, 1);
        cpu_signal y = conv(name + ".block.3.conv.conv", cpu_elu(h), x.channels, 1, 1);
        for (size_t i = 0; i < y.v.size(); ++i) y.v[i] += x.v[i];
        return y;
    }

    std::vector<double> linear(const std::string &name, const std::vector<double> &x, int rows) const {
        const float *w = get(name).data();
        std::vector<double> y(rows);
        cpu_parallel((rows + 63) / 64, [&](int block) {
            for (int r = block * 64; r < std::min(rows, block * 64 + 64); ++r) {
                double sum[4] = {};  // four chains
                size_t c = 0;
                for (; c + 4 <= x.size(); c += 4)
                    for (int k = 0; k < 4; ++k) sum[k] += w[r * x.size() + c + k] * x[c + k];
                y[r] = sum[0] + sum[1] + sum[2] + sum[3];
            }
        });
        return y;
    }

    std::vector<double> layer_norm(const std::string &name, const std::vector<double> &x) const {
        double mean = 0, var = 0;
        for (double v : x) mean += v / double(x.size());
        for (double v : x) var += (v - mean) * (v - mean) / double(x.size());
        std::vector<double> y(x.size());
        for (size_t i = 0; i < x.size(); ++i) y[i] = (x[i] - mean) / std::sqrt(var + 1e-5) * get(name + ".weight")[i] + get(name + ".bias")[i];
        return y;
    }

    /// Two steps through one transformer; `first` is the position of the first.
    cpu_signal transformer(const std::string &side, const cpu_signal &in, int first) {
        int d = shape.latent, hd = shape.head_dim(), newest = first + in.length - 1;
        int oldest = std::max(0, newest - shape.context + 1 + (shape.old_ring && newest + 1 >= shape.context ? 1 : 0));
        std::vector<std::vector<double>> x(in.length, std::vector<double>(d));
        for (int t = 0; t < in.length; ++t)
            for (int c = 0; c < d; ++c) x[t][c] = in.at(c, t);
        for (int l = 0; l < shape.layers; ++l) {
            std::string name = side + "_transformer.transformer.layers." + std::to_string(l) + ".";
            ring &r = rings[name];
            std::vector<std::vector<double>> q;
            for (int t = 0; t < in.length; ++t) {
                auto qkv = linear(name + "self_attn.in_proj_weight", layer_norm(name + "norm1", x[t]), 3 * d);
                for (int i = 0; i < d; ++i) {  // pairs (2i, 2i+1) of queries and keys
                    double angle = (first + t) * std::pow(10000.0, -2.0 * (i % (hd / 2)) / hd), c = std::cos(angle), s = std::sin(angle);
                    double a = qkv[2 * i], b = qkv[2 * i + 1];
                    qkv[2 * i] = a * c - b * s, qkv[2 * i + 1] = a * s + b * c;
                }
                q.emplace_back(qkv.begin(), qkv.begin() + d);
                r.keys.emplace_back(qkv.begin() + d, qkv.begin() + 2 * d);
                r.values.emplace_back(qkv.begin() + 2 * d, qkv.end());
            }
            for (int t = 0; t < in.length; ++t) {
                std::vector<double> attended(d);
                for (int h = 0; h < shape.heads; ++h) {
                    std::vector<double> p;
                    double sum = 0;
                    for (int k = oldest; k <= first + t; ++k) {
                        double score = 0;
                        for (int i = h * hd; i < (h + 1) * hd; ++i) score += q[t][i] * r.keys[k][i];
                        p.push_back(std::exp(score / std::sqrt(double(hd))));
                        sum += p.back();
                    }
                    for (int k = oldest; k <= first + t; ++k)
                        for (int i = h * hd; i < (h + 1) * hd; ++i) attended[i] += p[k - oldest] / sum * r.values[k][i];
                }
                auto y = linear(name + "self_attn.out_proj.weight", attended, d);
                for (int i = 0; i < d; ++i) x[t][i] += get(name + "layer_scale_1.scale")[i] * y[i];
                auto hidden = linear(name + "linear1.weight", layer_norm(name + "norm2", x[t]), shape.ffn);
                for (double &v : hidden) v = 0.5 * v * (1 + std::erf(v / std::sqrt(2.0)));
                y = linear(name + "linear2.weight", hidden, d);
                for (int i = 0; i < d; ++i) x[t][i] += get(name + "layer_scale_2.scale")[i] * y[i];
            }
        }
        cpu_signal out(d, in.length);
        for (int t = 0; t < in.length; ++t)
            for (int c = 0; c < d; ++c) out.at(c, t) = x[t][c];
        return out;
    }

    /// Codes of one frame; `gaps` gets the distance of the second best from the best, where asked for.
    std::vector<int> encode(const float *pcm, std::vector<double> *gaps = nullptr) {
        cpu_signal x(1, shape.frame_samples());
        for (int t = 0; t < x.length; ++t) x.at(0, t) = pcm[t];
        x = conv("encoder.model.0.conv.conv", x, shape.filters, 7, 1);
        for (int i = 0; i < 4; ++i) {
            x = residual("encoder.model." + std::to_string(1 + 3 * i), x);
            x = conv("encoder.model." + std::to_string(3 + 3 * i) + ".conv.conv", cpu_elu(x), shape.channels(i + 1), 2 * shape.ratios[i], shape.ratios[i]);
        }
        seanet = conv("encoder.model.14.conv.conv", cpu_elu(x), shape.latent, 3, 1);
        transformed = transformer("encoder", seanet, encoded);
        encoded += mimi_shape::STEPS;
        latent = conv("downsample.conv.conv.conv", transformed, shape.latent, 4, 2, false, true);
        std::vector<int> codes;
        std::vector<double> r;
        for (int q = 0; q < shape.codebooks; ++q) {
            if (q < 2) r = linear(std::string("quantizer.rvq_") + (q ? "rest" : "first") + ".input_proj.weight", latent.v, shape.code_dim);
            auto c = mimi_centroids(tensors, shape, q);
            std::vector<double> distance(shape.bins);
            cpu_parallel(shape.bins, [&](int i) {
                for (int d = 0; d < shape.code_dim; ++d) distance[i] += std::pow(r[d] - c[size_t(i) * shape.code_dim + d], 2);
            });
            int best = int(std::min_element(distance.begin(), distance.end()) - distance.begin());
            codes.push_back(best);
            if (gaps) {
                double d = distance[best];
                distance[best] = 1e300;
                gaps->push_back(std::sqrt(*std::min_element(distance.begin(), distance.end())) - std::sqrt(d));
            }
            for (int d = 0; d < shape.code_dim; ++d) r[d] -= c[size_t(best) * shape.code_dim + d];
        }
        return codes;
    }

    std::vector<double> decode(const int *codes, int count) {
        std::vector<double> sums[2] = {std::vector<double>(shape.code_dim), std::vector<double>(shape.code_dim)};
        for (int q = 0; q < count; ++q) {
            auto c = mimi_centroids(tensors, shape, q);
            for (int d = 0; d < shape.code_dim; ++d) sums[q > 0][d] += c[size_t(codes[q]) * shape.code_dim + d];
        }
        quantized = cpu_signal(shape.latent, 1);
        for (int half = 0; half < 2; ++half) {
            auto y = linear(std::string("quantizer.rvq_") + (half ? "rest" : "first") + ".output_proj.weight", sums[half], shape.latent);
            for (int i = 0; i < shape.latent; ++i) quantized.v[i] += y[i];
        }
        upsampled = transposed("upsample.convtr.convtr.convtr", quantized, 0, 2);
        decoder_transformed = transformer("decoder", upsampled, decoded);
        decoded += mimi_shape::STEPS;
        cpu_signal x = conv("decoder.model.0.conv.conv", decoder_transformed, shape.channels(4), 7, 1);
        for (int i = 0; i < 4; ++i) {
            x = transposed("decoder.model." + std::to_string(2 + 3 * i) + ".convtr.convtr", cpu_elu(x), shape.channels(3 - i), shape.ratios[3 - i]);
            x = residual("decoder.model." + std::to_string(3 + 3 * i), x);
        }
        return conv("decoder.model.14.conv.conv", cpu_elu(x), 1, 3, 1).v;
    }
};

}  // namespace lab
