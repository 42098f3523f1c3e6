// The codec put together: weights on the device, state of many sessions in slots, and the launches of one frame of a batch.
//
// A batch row's signals lie in `scratch`, every layer's in a place of its own with its left context in front. What must live until the
// next frame (contexts, and the rings of keys) lies by slot; a begin kernel copies the contexts in, an end kernel copies the new
// ones out. So a batch may be any choice of slots, and a session's state is one contiguous block.
#pragma once

#include "backend/cuda/kernels/mimi_edges.cuh"
#include "backend/cuda/kernels/mimi_rvq.cuh"
#include "backend/cuda/kernels/mimi_simple.cuh"
#include "backend/cuda/kernels/mimi_transformer.cuh"

namespace duplex::cuda {

struct mimi_codec {
    const mimi_shape shape;
    int slots, max_batch, passes = 3;
    const bool simple;  // sizes that the tensor-core kernels do not read: kernels of mimi_simple.cuh
    struct side {
        std::vector<mimi_signal> signals;
        std::vector<mimi_product> products;  // in order; the transformer's four a layer start at `first_layer`
        size_t first_layer = 0;
        int floats = 0, state_floats = 0, qkv = 0, attended = 0;
        device_array<float> scratch, state, rings;
        device_array<int> slot_positions, positions;
        device_array<float2> rotations;
    } encoder, decoder;
    std::vector<device_array<float>> storage;
    device_array<float> centroids, packed_centroids, centroid_norms, pcm_in, pcm_out;
    device_array<int> slot_table, codes, codes_in;
    device_array<unsigned long long> best;
    mimi_workspace workspace;
    mimi_signal pcm_signal, raw0, elu0, last_in, pcm_signal_out, residual_signal, spare_signal, sums_signal;
    const float *first_weights, *first_bias, *last_weights;
    float last_bias;

    mimi_codec(const mimi_shape &s, const mimi_tensors &tensors, int slot_count, int batch, bool simple_kernels = false)
        : shape(s), slots(slot_count), max_batch(batch), simple(simple_kernels) {
        build_encoder(tensors);
        build_decoder(tensors);
        std::vector<float> all, packed, norms;
        for (int q = 0; q < s.codebooks; ++q) {
            auto c = mimi_centroids(tensors, s, q), p = simple ? std::vector<float>() : pack_mimi_weights(c, s.bins, s.code_dim);
            for (int i = 0; i < s.bins; ++i) {
                double sum = 0;
                for (int d = 0; d < s.code_dim; ++d) sum += double(c[size_t(i) * s.code_dim + d]) * c[size_t(i) * s.code_dim + d];
                norms.push_back(float(sum));
            }
            all.insert(all.end(), c.begin(), c.end()), packed.insert(packed.end(), p.begin(), p.end());
        }
        centroids.resize(all.size()), centroids.upload(all);
        packed_centroids.resize(packed.size()), packed_centroids.upload(packed);
        centroid_norms.resize(norms.size()), centroid_norms.upload(norms);
        allocate(slot_count, batch);
    }

    /// Memory for so many slots and batch rows; every slot as a new session finds it.
    void allocate(int slot_count, int batch) {
        slots = slot_count, max_batch = batch;
        const mimi_shape &s = shape;
        slot_table.resize(batch), codes.resize(size_t(batch) * s.codebooks), codes_in.resize(codes.count), best.resize(codes.count);
        pcm_in.resize(size_t(batch) * s.frame_samples()), pcm_out.resize(pcm_in.count);
        std::vector<int> table(batch);
        for (int i = 0; i < batch; ++i) table[i] = i;
        slot_table.upload(table);
        for (side *d : {&encoder, &decoder}) {
            d->scratch.resize(size_t(batch) * d->floats), d->state.resize(size_t(slots) * d->state_floats);
            d->rings.resize(size_t(slots) * ring_floats());
            d->slot_positions.resize(slots), d->positions.resize(batch), d->rotations.resize(size_t(batch) * s.head_dim());
            d->scratch.set_bytes(0xFF), d->rings.set_bytes(0xFF);
            for (int b = 1; b <= batch && !simple; ++b)
                for (const mimi_product &p : d->products) launch_mimi_product(p, nullptr, 0, b, workspace, passes, 0, true);
        }
        workspace.partials.resize(workspace.needed), workspace.tickets.resize(workspace.needed_tickets), workspace.tickets.set_bytes(0);
        for (int slot = 0; slot < slots; ++slot) reset(slot);
    }

    size_t ring_floats() const { return size_t(shape.layers) * shape.latent * 2 * shape.context; }
    size_t state_bytes() const { return (2 * ring_floats() + encoder.state_floats + decoder.state_floats) * 4; }

    /// A slot as a new session finds it.
    void reset(int slot, cudaStream_t stream = 0) {
        for (side *d : {&encoder, &decoder}) {
            CUDA_OK(cudaMemsetAsync(d->state.data + size_t(slot) * d->state_floats, 0, size_t(d->state_floats) * 4, stream));
            CUDA_OK(cudaMemsetAsync(d->slot_positions.data + slot, 0, 4, stream));
        }
    }
    /// Floats of one slot's whole state: of both sides contexts, rings and position.
    size_t slot_floats() const { return size_t(encoder.state_floats) + size_t(decoder.state_floats) + 2 * ring_floats() + 2; }
    /// Copies a slot's state to `to` [slot_floats], or from it.
    void copy_slot(int slot, float *block, bool out, cudaMemcpyKind kind, cudaStream_t stream) {
        auto copy = [&](void *here, size_t floats) {
            CUDA_OK(cudaMemcpyAsync(out ? block : here, out ? here : block, floats * 4, kind, stream));
            block += floats;
        };
        for (side *d : {&encoder, &decoder}) {
            copy(d->state.data + size_t(slot) * d->state_floats, size_t(d->state_floats));
            copy(d->rings.data + size_t(slot) * ring_floats(), ring_floats());
            copy(d->slot_positions.data + slot, 1);
        }
    }

    // ---- building -------------------------------------------------------------------------------------------

    mimi_signal add(side &d, int channels, int context, int rows) {
        mimi_signal s{channels, context, rows, d.floats, context ? d.state_floats : -1};
        d.floats += ((context + rows) * channels + 3) / 4 * 4;
        d.state_floats += (context * channels + 3) / 4 * 4;
        d.signals.push_back(s);
        return s;
    }
    const float *keep(const std::vector<float> &values) {
        storage.emplace_back(values.size());
        storage.back().upload(values);
        return storage.back().data;
    }
    mimi_product product(const std::vector<float> &weights, int rows, int cols, int steps, int in, int row_stride) {
        mimi_product p{keep(simple ? weights : pack_mimi_weights(weights, rows, cols)), rows, cols, (cols + 15) / 16, steps, in, row_stride};
        divide_mimi_product(p);
        return p;
    }
    /// [out, in, k] -> [out][k * in], the order in which the rows of a signal follow each other.
    static std::vector<float> time_major(const std::vector<float> &w, int out, int in, int k) {
        std::vector<float> r(w.size());
        for (int o = 0; o < out; ++o)
            for (int c = 0; c < in; ++c)
                for (int j = 0; j < k; ++j) r[(size_t(o) * k + j) * in + c] = w[(size_t(o) * in + c) * k + j];
        return r;
    }
    mimi_product conv(const mimi_tensors &tensors, const std::string &name, const mimi_signal &in, int out, int k, int stride, bool bias = true) {
        auto w = time_major(mimi_values(tensors, name + ".weight"), out, in.channels, k);
        mimi_product p = product(w, out, k * in.channels, in.rows / stride, in.at, stride * in.channels);
        if (bias) p.bias = keep(mimi_values(tensors, name + ".bias"));
        return p;
    }
    /// [in, out, 2 * s] -> [s * out][2 * in]: output (j, o) sums the row before with w[j + s] and the row itself with w[j].
    mimi_product transposed(const mimi_tensors &tensors, const std::string &name, const mimi_signal &in, int out, int s) {
        const auto &w = mimi_values(tensors, name + ".weight"), &b = mimi_values(tensors, name + ".bias");
        std::vector<float> r(w.size()), bias(size_t(s) * out);
        for (int c = 0; c < in.channels; ++c)
            for (int o = 0; o < out; ++o)
                for (int j = 0; j < 2 * s; ++j)
                    r[(size_t(j % s) * out + o) * 2 * in.channels + (j < s ? in.channels : 0) + c] = w[(size_t(c) * out + o) * 2 * s + j];
        for (int j = 0; j < s; ++j) std::copy(b.begin(), b.end(), bias.begin() + size_t(j) * out);
        mimi_product p = product(r, s * out, 2 * in.channels, in.rows, in.at, in.channels);
        p.bias = keep(bias);
        return p;
    }
    /// Two products: activated -> hidden, hidden -> out = activated(raw + ...).
    void residual(side &d, const mimi_tensors &tensors, const std::string &name, const mimi_signal &raw, const mimi_signal &activated, const mimi_signal &out) {
        mimi_signal hidden = add(d, raw.channels / 2, 0, raw.rows);
        mimi_product first = conv(tensors, name + ".block.1.conv.conv", activated, hidden.channels, 3, 1);
        first.activated = hidden.begin();
        mimi_product second = conv(tensors, name + ".block.3.conv.conv", hidden, raw.channels, 1, 1);
        second.residual = raw.begin(), second.activated = out.begin();
        d.products.push_back(first), d.products.push_back(second);
    }
    void transformer(side &d, const mimi_tensors &tensors, const std::string &name, const mimi_signal &x) {
        mimi_signal qkv = add(d, 3 * shape.latent, 0, 2), attended = add(d, shape.latent, 0, 2), hidden = add(d, shape.ffn, 0, 2);
        d.qkv = qkv.at, d.attended = attended.at, d.first_layer = d.products.size();
        for (int l = 0; l < shape.layers; ++l) {
            std::string layer = name + ".transformer.layers." + std::to_string(l) + ".";
            auto with_norm = [&](const std::string &matrix, const std::string &norm, const mimi_signal &out, mimi_epilogue epilogue) {
                auto w = mimi_values(tensors, layer + matrix);
                const auto &scale = mimi_values(tensors, layer + norm + ".weight"), &shift = mimi_values(tensors, layer + norm + ".bias");
                std::vector<float> sums(out.channels), bias(out.channels);
                for (int r = 0; r < out.channels; ++r) {
                    double sum = 0, shifted = 0;
                    for (int c = 0; c < shape.latent; ++c) {
                        float &v = w[size_t(r) * shape.latent + c];
                        shifted += double(v) * shift[c];
                        v *= scale[c];
                        sum += v;
                    }
                    sums[r] = float(sum), bias[r] = float(shifted);
                }
                mimi_product p = product(w, out.channels, shape.latent, 2, x.begin(), shape.latent);
                p.norm_sums = keep(sums), p.bias = keep(bias), p.epilogue = epilogue, p.raw = out.begin();
                divide_mimi_product(p);
                d.products.push_back(p);
            };
            auto with_residual = [&](const std::string &matrix, const std::string &scale_name, const mimi_signal &in) {
                auto w = mimi_values(tensors, layer + matrix);
                const auto &scale = mimi_values(tensors, layer + scale_name + ".scale");
                for (size_t i = 0; i < w.size(); ++i) w[i] *= scale[i / in.channels];
                mimi_product p = product(w, shape.latent, in.channels, 2, in.begin(), in.channels);
                p.residual = p.raw = x.begin();
                d.products.push_back(p);
            };
            with_norm("self_attn.in_proj_weight", "norm1", qkv, mimi_epilogue::store);
            with_residual("self_attn.out_proj.weight", "layer_scale_1", attended);
            with_norm("linear1.weight", "norm2", hidden, mimi_epilogue::gelu);
            with_residual("linear2.weight", "layer_scale_2", hidden);
        }
    }
    void build_encoder(const mimi_tensors &tensors) {
        side &d = encoder;
        int rows = shape.frame_samples();
        pcm_signal = add(d, 1, 6, rows);
        first_weights = keep(mimi_values(tensors, "encoder.model.0.conv.conv.weight")), first_bias = keep(mimi_values(tensors, "encoder.model.0.conv.conv.bias"));
        mimi_signal raw = raw0 = add(d, shape.filters, 0, rows), activated = elu0 = add(d, shape.filters, 2, rows);
        for (int i = 0; i < 4; ++i) {
            mimi_signal out = add(d, shape.channels(i), shape.ratios[i], rows);
            residual(d, tensors, "encoder.model." + std::to_string(1 + 3 * i), raw, activated, out);
            rows /= shape.ratios[i];
            mimi_product p = conv(tensors, "encoder.model." + std::to_string(3 + 3 * i) + ".conv.conv", out, shape.channels(i + 1), 2 * shape.ratios[i], shape.ratios[i]);
            activated = add(d, shape.channels(i + 1), 2, rows), p.activated = activated.begin();
            if (i < 3) raw = add(d, shape.channels(i + 1), 0, rows), p.raw = raw.begin();
            d.products.push_back(p);
        }
        mimi_signal x = add(d, shape.latent, 2, rows);
        d.products.push_back(conv(tensors, "encoder.model.14.conv.conv", activated, shape.latent, 3, 1));
        d.products.back().raw = x.begin();
        transformer(d, tensors, "encoder_transformer", x);
        mimi_signal latent = add(d, shape.latent, 0, 1);
        residual_signal = add(d, 2 * shape.code_dim, 0, 1), spare_signal = add(d, shape.code_dim, 0, 1);
        d.products.push_back(conv(tensors, "downsample.conv.conv.conv", x, shape.latent, 4, 2, false));
        d.products.back().raw = latent.begin();
        auto w = mimi_values(tensors, "quantizer.rvq_first.input_proj.weight");
        const auto &rest = mimi_values(tensors, "quantizer.rvq_rest.input_proj.weight");
        w.insert(w.end(), rest.begin(), rest.end());
        d.products.push_back(product(w, 2 * shape.code_dim, shape.latent, 1, latent.begin(), shape.latent));
        d.products.back().raw = residual_signal.begin();
    }
    void build_decoder(const mimi_tensors &tensors) {
        side &d = decoder;
        sums_signal = add(d, 2 * shape.code_dim, 0, 1);
        mimi_signal z = add(d, shape.latent, 1, 1), x = add(d, shape.latent, 6, 2);
        std::vector<float> w(size_t(shape.latent) * 2 * shape.code_dim);
        for (int half = 0; half < 2; ++half) {
            const auto &from = mimi_values(tensors, std::string("quantizer.rvq_") + (half ? "rest" : "first") + ".output_proj.weight");
            for (size_t i = 0; i < from.size(); ++i) w[i / shape.code_dim * 2 * shape.code_dim + half * shape.code_dim + i % shape.code_dim] = from[i];
        }
        mimi_product p = product(w, shape.latent, 2 * shape.code_dim, 1, sums_signal.begin(), 2 * shape.code_dim);
        p.raw = z.begin(), p.epilogue = mimi_epilogue::upsample, p.upsampled = x.begin(), p.previous = z.at;
        p.upsample = keep(mimi_values(tensors, "upsample.convtr.convtr.convtr.weight"));
        d.products.push_back(p);
        transformer(d, tensors, "decoder_transformer", x);
        mimi_signal in = add(d, shape.channels(4), 1, 2);
        d.products.push_back(conv(tensors, "decoder.model.0.conv.conv", x, shape.channels(4), 7, 1));
        d.products.back().activated = in.begin();
        int rows = 2;
        for (int i = 0; i < 4; ++i) {
            int channels = shape.channels(3 - i), ratio = shape.ratios[3 - i];
            mimi_product up = transposed(tensors, "decoder.model." + std::to_string(2 + 3 * i) + ".convtr.convtr", in, channels, ratio);
            rows *= ratio;
            mimi_signal raw = add(d, channels, 0, rows), activated = add(d, channels, 2, rows), out = add(d, channels, i < 3 ? 1 : 2, rows);
            up.raw = raw.begin(), up.activated = activated.begin();
            d.products.push_back(up);
            residual(d, tensors, "decoder.model." + std::to_string(3 + 3 * i), raw, activated, out);
            in = out;
        }
        last_in = in, pcm_signal_out = add(d, 1, 0, rows);
        last_weights = keep(time_major(mimi_values(tensors, "decoder.model.14.conv.conv.weight"), 1, in.channels, 3));
        last_bias = mimi_values(tensors, "decoder.model.14.conv.conv.bias")[0];
    }

    // ---- one frame ------------------------------------------------------------------------------------------

    mimi_side_args side_args(side &d) {
        mimi_side_args a{};
        for (const mimi_signal &s : d.signals)
            if (s.context) a.parts[a.count++] = {s.at, s.state, s.context * s.channels, s.rows * s.channels};
        if (a.count > MAX_CONTEXTS) throw Error(DUPLEX_INTERNAL, "codec: more contexts than a kernel's arguments hold.");
        a.scratch = d.scratch.data, a.state = d.state.data, a.stride = d.floats, a.state_stride = d.state_floats;
        a.slots = slot_table.data, a.positions = d.positions.data, a.slot_positions = d.slot_positions.data, a.rotations = d.rotations.data;
        a.half_head = shape.head_dim() / 2, a.samples = shape.frame_samples(), a.codebooks = shape.codebooks;
        a.bins = shape.bins, a.dim = shape.code_dim, a.centroids = centroids.data, a.best = best.data;
        return a;
    }
    void run_product(side &d, const mimi_product &p, int batch, cudaStream_t stream) {
        if (!simple) return launch_mimi_product(p, d.scratch.data, d.floats, batch, workspace, passes, stream);
        mimi_product_args args{p, d.scratch.data, d.floats, batch * p.steps, 1, nullptr, nullptr};
        mimi_simple_product_kernel<<<dim3(unsigned(args.columns), unsigned(p.rows + 7) / 8), 256, 0, stream>>>(args);
        CUDA_OK(cudaGetLastError());
    }
    void run_products(side &d, size_t begin, size_t end, int batch, cudaStream_t stream) {
        for (size_t i = begin; i < end; ++i) run_product(d, d.products[i], batch, stream);
    }
    void run_transformer(side &d, int batch, bool replicate, cudaStream_t stream) {
        for (int l = 0; l < shape.layers; ++l) {
            size_t at = d.first_layer + size_t(l) * 4;
            run_products(d, at, at + 1, batch, stream);
            mimi_attention_args a{d.scratch.data, d.floats, d.qkv, d.attended, d.rings.data + ring_floats() / shape.layers * l, ring_floats(),
                                  slot_table.data, d.slot_positions.data, d.rotations.data, shape.heads, shape.context, shape.old_ring};
            if (simple) {
                mimi_simple_attention_kernel<<<dim3(unsigned(shape.heads), unsigned(batch)), 128, size_t(shape.head_dim() + shape.context) * 4, stream>>>(a, shape.head_dim());
                CUDA_OK(cudaGetLastError());
            } else {
                launch_mimi_attention(a, shape.head_dim(), batch, stream);
            }
            run_products(d, at + 1, at + 3, batch, stream);
            mimi_product last = d.products[at + 3];
            if (replicate && l + 1 == shape.layers) last.replicate = d.positions.data;
            run_product(d, last, batch, stream);
        }
    }
    /// pcm_in -> codes for the first `batch` entries of slot_table.
    void encode(int batch, cudaStream_t stream) {
        mimi_side_args a = side_args(encoder);
        a.pcm = pcm_in.data, a.pcm_at = pcm_signal.begin(), a.codes = codes.data;
        mimi_begin_kernel<<<dim3(8, batch), 256, 0, stream>>>(a);
        CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_first_conv_kernel, dim3(120, batch), 256, 0, stream, first_weights, first_bias,
                                    encoder.scratch.data, encoder.floats, pcm_signal.at, raw0.begin(), elu0.begin(), shape.filters, pcm_signal.rows));
        size_t after = encoder.first_layer + size_t(shape.layers) * 4;
        run_products(encoder, 0, encoder.first_layer, batch, stream);
        run_transformer(encoder, batch, true, stream);
        run_products(encoder, after, encoder.products.size(), batch, stream);
        mimi_rvq_args rvq{centroids.data, packed_centroids.data, centroid_norms.data, encoder.scratch.data, encoder.floats, residual_signal.at,
                         spare_signal.at, shape.bins, shape.code_dim, shape.codebooks, batch, 0, best.data};
        if (simple)
            mimi_simple_rvq_kernel<<<batch, 256, size_t(shape.code_dim) * 8, stream>>>(rvq);
        else
            launch_mimi_rvq(rvq, stream);
        CUDA_OK(cudaGetLastError());
        CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_end_kernel, dim3(8, batch), 256, 0, stream, a));
    }
    /// codes_in -> pcm_out.
    void decode(int batch, cudaStream_t stream) {
        mimi_side_args a = side_args(decoder);
        a.codes = codes_in.data, a.sums_at = sums_signal.at, a.pcm_out = pcm_out.data, a.pcm_out_at = pcm_signal_out.at;
        mimi_begin_kernel<<<dim3(8, batch), 256, 0, stream>>>(a);
        run_products(decoder, 0, decoder.first_layer, batch, stream);
        run_transformer(decoder, batch, false, stream);
        run_products(decoder, decoder.first_layer + size_t(shape.layers) * 4, decoder.products.size(), batch, stream);
        if (simple)
            mimi_simple_last_conv_kernel<<<dim3(8, unsigned(batch)), 256, 0, stream>>>(last_weights, last_bias, decoder.scratch.data, decoder.floats, last_in.at,
                                                                                      pcm_signal_out.at, shape.filters, pcm_signal_out.rows);
        else
            CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_last_conv_kernel, dim3(60, batch), 256, 0, stream, last_weights, last_bias,
                                        decoder.scratch.data, decoder.floats, last_in.at, pcm_signal_out.at, shape.filters, pcm_signal_out.rows));
        CUDA_OK(launch_early_split(cudaSharedmemCarveoutDefault, mimi_end_kernel, dim3(8, batch), 256, 0, stream, a));
    }
    /// Bytes of weights that one frame must read.
    double weight_bytes() const {
        double total = 4.0 * double(centroids.count);
        for (const side *d : {&encoder, &decoder})
            for (const mimi_product &p : d->products) total += 4.0 * p.rows * p.cols;
        return total;
    }
};

}  // namespace duplex::cuda
