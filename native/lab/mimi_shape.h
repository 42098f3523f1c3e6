// Mimi's tensors for the lab: the full model with random weights, or a parity pack in safetensors form.
#pragma once

#include <fstream>
#include <map>
#include <sstream>

#include "backend/cuda/kernels/mimi_shape.cuh"
#include "harness.cuh"

namespace lab {

/// Reads the float32 and int32 tensors of a safetensors file (integers become floats; all here are small).
inline mimi_tensors read_safetensors(const std::string &path) {
    std::ifstream file(path, std::ios::binary);
    uint64_t length = 0;
    file.read(reinterpret_cast<char *>(&length), 8);
    if (!file || length > (64u << 20)) std::fprintf(stderr, "cannot read %s\n", path.c_str()), std::exit(2);
    std::string header(length, ' ');
    file.read(header.data(), std::streamsize(length));
    mimi_tensors tensors;
    for (size_t at = 0; (at = header.find("\"dtype\":\"", at)) != std::string::npos; ++at) {
        std::string type = header.substr(at + 9, header.find('"', at + 9) - at - 9);
        size_t name_end = header.rfind("\":{", at), name_begin = header.rfind('"', name_end - 1) + 1;
        mimi_tensor t;
        std::stringstream shape(header.substr(header.find('[', header.find("\"shape\"", at)) + 1));
        size_t count = 1;
        for (int n; shape >> n; shape.get()) t.shape.push_back(n), count *= size_t(n);
        size_t begin = std::strtoull(header.c_str() + header.find('[', header.find("\"data_offsets\"", at)) + 1, nullptr, 10);
        file.seekg(std::streamoff(8 + length + begin));
        t.values.resize(count);
        if (type == "F32") {
            file.read(reinterpret_cast<char *>(t.values.data()), std::streamsize(count * 4));
        } else if (type == "I32") {
            std::vector<int32_t> raw(count);
            file.read(reinterpret_cast<char *>(raw.data()), std::streamsize(count * 4));
            t.values.assign(raw.begin(), raw.end());
        } else if (type == "I16") {
            std::vector<int16_t> raw(count);
            file.read(reinterpret_cast<char *>(raw.data()), std::streamsize(count * 2));
            t.values.assign(raw.begin(), raw.end());
        }
        tensors[header.substr(name_begin, name_end - name_begin)] = std::move(t);
    }
    return tensors;
}

/// Sizes from a parity pack's config.json: only the keys that differ between models are looked for.
inline mimi_shape read_mimi_shape(const std::string &path) {
    std::ifstream file(path);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    auto number = [&](const char *section, const char *key) {
        size_t at = text.find(std::string("\"") + key + "\"", text.find(std::string("\"") + section + "\""));
        if (at == std::string::npos) std::fprintf(stderr, "%s: no %s\n", path.c_str(), key), std::exit(2);
        return std::atoi(text.c_str() + text.find(':', at) + 1);
    };
    mimi_shape s;
    s.filters = number("seanet", "n_filters"), s.latent = number("seanet", "dimension");
    s.heads = number("transformer", "num_heads"), s.layers = number("transformer", "num_layers");
    s.ffn = number("transformer", "dim_feedforward"), s.context = number("transformer", "context");
    s.code_dim = number("quantizer", "dimension"), s.bins = number("quantizer", "bins");
    return s;
}

/// Random weights of the shape, scaled so that signals stay near one and the transformers matter.
inline mimi_tensors random_mimi(const mimi_shape &s, uint64_t seed) {
    mimi_tensors tensors;
    auto add = [&](const std::string &name, std::vector<int> shape, double stddev, double mean = 0) {
        mimi_tensor t{shape, {}};
        size_t count = 1;
        for (int n : shape) count *= size_t(n);
        t.values.resize(count);
        uint64_t own_seed = seed + tensors.size() * 7919;
        for (size_t i = 0; i < count; ++i) t.values[i] = float(mean + stddev * normal_at(own_seed, i));
        tensors[name] = std::move(t);
    };
    auto conv = [&](const std::string &name, int out, int in, int k) {
        add(name + ".conv.conv.weight", {out, in, k}, 1.2 / std::sqrt(double(in) * k));
        add(name + ".conv.conv.bias", {out}, 0.05);
    };
    auto residual = [&](const std::string &name, int c) {
        conv(name + ".block.1", c / 2, c, 3);
        conv(name + ".block.3", c, c / 2, 1);
    };
    conv("encoder.model.0", s.filters, 1, 7);
    for (int i = 0; i < 4; ++i) {
        residual("encoder.model." + std::to_string(1 + 3 * i), s.channels(i));
        conv("encoder.model." + std::to_string(3 + 3 * i), s.channels(i + 1), s.channels(i), 2 * s.ratios[i]);
    }
    conv("encoder.model.14", s.latent, s.channels(4), 3);
    conv("decoder.model.0", s.channels(4), s.latent, 7);
    for (int i = 0; i < 4; ++i) {
        int in = s.channels(4 - i), ratio = s.ratios[3 - i];
        std::string name = "decoder.model." + std::to_string(2 + 3 * i) + ".convtr.convtr";
        add(name + ".weight", {in, in / 2, 2 * ratio}, 1.2 / std::sqrt(2.0 * in));
        add(name + ".bias", {in / 2}, 0.05);
        residual("decoder.model." + std::to_string(3 + 3 * i), in / 2);
    }
    conv("decoder.model.14", 1, s.filters, 3);
    add("downsample.conv.conv.conv.weight", {s.latent, s.latent, 4}, 0.5 / std::sqrt(double(s.latent)));
    add("upsample.convtr.convtr.convtr.weight", {s.latent, 1, 4}, 0.7);
    for (std::string side : {"encoder", "decoder"})
        for (int l = 0; l < s.layers; ++l) {
            std::string name = side + "_transformer.transformer.layers." + std::to_string(l) + ".";
            double in = 1 / std::sqrt(double(s.latent));
            add(name + "self_attn.in_proj_weight", {3 * s.latent, s.latent}, in);
            add(name + "self_attn.out_proj.weight", {s.latent, s.latent}, in);
            for (int n : {1, 2}) {
                add(name + "norm" + std::to_string(n) + ".weight", {s.latent}, 0.2, 1);
                add(name + "norm" + std::to_string(n) + ".bias", {s.latent}, 0.1);
                add(name + "layer_scale_" + std::to_string(n) + ".scale", {s.latent}, 0.05, 0.3);
            }
            add(name + "linear1.weight", {s.ffn, s.latent}, in);
            add(name + "linear2.weight", {s.latent, s.ffn}, 1 / std::sqrt(double(s.ffn)));
        }
    for (std::string half : {"first", "rest"}) {
        std::string name = "quantizer.rvq_" + half + ".";
        add(name + "input_proj.weight", {s.code_dim, s.latent, 1}, 1 / std::sqrt(double(s.latent)));
        add(name + "output_proj.weight", {s.latent, s.code_dim, 1}, 1 / std::sqrt(double(s.code_dim)));
        for (int q = 0; q < (half == "first" ? 1 : s.codebooks - 1); ++q) {
            add(name + "vq.layers." + std::to_string(q) + "._codebook.embedding_sum", {s.bins, s.code_dim}, 1.6 / (1 + q));
            add(name + "vq.layers." + std::to_string(q) + "._codebook.cluster_usage", {s.bins}, 0.2, 2);
        }
    }
    return tensors;
}

}  // namespace lab
