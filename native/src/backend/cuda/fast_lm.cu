// The language model at full size on the fast kernels (lm_step.cuh): bfloat16 activations, weights bfloat16 or 8-bit, the depformer's bfloat16.
#include "backend/cuda/kernels/lm_step.cuh"
#include "backend/cuda/lm_kernels.h"

namespace duplex::cuda {
namespace {

__global__ void to_bf16_kernel(const float *from, bf16 *to, int count) {
    const int i = blockIdx.x * 256 + threadIdx.x;
    if (i < count) to[i] = bf16(from[i]);
}

// Fills step_weights from a checkpoint. One matrix at a time passes through `source_`, row-major on the device: bfloat16, or the
// checkpoint's own 8-bit integers where the kernels read such.
class Loader {
 public:
    explicit Loader(weight_kind kind) : kind_(kind), source_(size_t(TEXT_CARD) * MODEL_DIM) {}

    void pack(packed_storage &out, const WeightView &tensor, int gate_rows = 0) { pack_stacked(out, {tensor}, gate_rows); }
    void pack_stacked(packed_storage &out, const std::vector<WeightView> &tensors, int gate_rows = 0) {
        const bool as_stored = kind_ == weight_kind::int8 && std::all_of(tensors.begin(), tensors.end(), [](const WeightView &t) { return t.is_quantised(); });
        as_stored ? pack_integers(out, tensors, gate_rows) : pack_floats(out, tensors, gate_rows);
        CUDA_OK(cudaDeviceSynchronize());
    }
    void tiles(bf16 *to, const WeightView &tensor, bool interleave) {
        const cpu::Matrix host = upload(tensor, 0);
        pack_tiles_kernel<<<1056, 256>>>(source_.data, to, int(host.out()), int(host.in()), interleave);
        CUDA_OK(cudaGetLastError());
        CUDA_OK(cudaDeviceSynchronize());
    }
    static void rows(bf16 *to, const WeightView &tensor) {
        const cpu::Matrix host = cpu::Matrix::from_tensor(tensor, cpu::WeightType::bf16);
        CUDA_OK(cudaMemcpy(to, host.data(), size_t(host.out() * host.in()) * 2, cudaMemcpyHostToDevice));
    }
    static void vector(bf16 *to, const TensorView &tensor) {
        const std::vector<float> values = to_f32(tensor);
        std::vector<bf16> halves(values.size());
        std::transform(values.begin(), values.end(), halves.begin(), [](float v) { return bf16(v); });
        CUDA_OK(cudaMemcpy(to, halves.data(), halves.size() * 2, cudaMemcpyHostToDevice));
    }

 private:
    void pack_floats(packed_storage &out, const std::vector<WeightView> &tensors, int gate_rows) {
        int rows = 0, cols = 0;
        for (const WeightView &tensor : tensors) {
            const cpu::Matrix host = upload(tensor, size_t(rows) * cols);
            cols = int(host.in()), rows += int(host.out());
        }
        out.pack(source_.data, rows, cols, kind_, gate_rows);
    }
    void pack_integers(packed_storage &out, const std::vector<WeightView> &tensors, int gate_rows) {
        auto *integers = reinterpret_cast<int8_t *>(source_.data);
        std::vector<float> scales;
        const int64_t cols = tensors[0].shape[1];
        for (const WeightView &tensor : tensors) {
            CUDA_OK(cudaMemcpy(integers + scales.size() * size_t(cols), tensor.data, tensor.bytes(), cudaMemcpyHostToDevice));
            for (int64_t row = 0; row < tensor.shape[0]; ++row) scales.push_back(tensor.scale(row));
        }
        out.pack_stored(integers, scales, int(cols), gate_rows);
    }
    cpu::Matrix upload(const WeightView &tensor, size_t at) {
        cpu::Matrix host = cpu::Matrix::from_tensor(tensor, cpu::WeightType::bf16);
        CUDA_OK(cudaMemcpy(source_.data + at, host.data(), size_t(host.out() * host.in()) * 2, cudaMemcpyHostToDevice));
        return host;
    }
    weight_kind kind_;
    device_array<bf16> source_;
};

class FastLm : public LmKernels {
 public:
    FastLm(const LmSources &sources, int most_rows)
        : kind_(sources.precision.weights == LmPrecision::i8 ? weight_kind::int8 : weight_kind::bf16), layers_(sources.config.num_layers) {
        load(sources.tensors);
        buffers_ = std::make_unique<step_buffers>(most_rows);
    }
    std::string name() const override { return kind_ == weight_kind::int8 ? "8-bit weights" : "bf16 weights"; }
    int64_t weight_bytes() const override { return int64_t(weights_.bytes()); }
    const int *text_tokens() const override { return buffers_->text_tokens.data; }
    const int *codes() const override { return buffers_->codes.data; }
    int code_stride() const override { return DEP_STEPS; }

    void launch(const PassRows &pass, const KeyMemory &keys, cudaStream_t stream) override {
        step_rows rows{};
        rows.positions = pass.positions, rows.tables = pass.tables, rows.pinned = pass.pinned, rows.pinned_positions = pass.pinned_positions;
        rows.tokens = pass.embeddings ? nullptr : pass.tokens, rows.provided = pass.provided, rows.sampling = pass.sampling;
        rows.pool = {keys.values, keys.scales, layers_, keys.type == KeyType::i8};
        rows.batch = rows.head_rows = pass.rows, rows.rings = keys.rings, rows.appended = pass.appended;
        if (pass.embeddings) to_bf16_kernel<<<unsigned(pass.rows * MODEL_DIM / 256), 256, 0, stream>>>(pass.embeddings, buffers_->x.data, pass.rows * MODEL_DIM);
        lm_parts parts = best_parts(kind_, pass.rows);
        parts.one_attention = true;
        parts.heads = parts.depformer = pass.heads;
        launch_lm_step(weights_, rows, *buffers_, stream, parts);
        CUDA_OK(cudaGetLastError());
    }

    StepTrace trace(int row, int rows) const override {
        const std::vector<float> all = hidden(rows);
        StepTrace trace{{all.begin() + row * MODEL_DIM, all.begin() + (row + 1) * MODEL_DIM}, std::vector<float>(TEXT_CARD), std::vector<float>(size_t(DEP_STEPS) * CARD)};
        CUDA_OK(cudaMemcpy(trace.text_logits.data(), buffers_->text_logits.data + size_t(row) * TEXT_CARD, size_t(TEXT_CARD) * 4, cudaMemcpyDeviceToHost));
        const int group = row / 32 * 32, in_group = std::min(32, rows - group);
        for (int k = 0; k < DEP_STEPS; ++k) {
            const float *from = buffers_->dep_logits.data + (size_t(group) * DEP_STEPS + size_t(k) * in_group + (row - group)) * CARD;
            CUDA_OK(cudaMemcpy(trace.code_logits.data() + size_t(k) * CARD, from, size_t(CARD) * 4, cudaMemcpyDeviceToHost));
        }
        return trace;
    }
    // The kernels never write it out: the norm is folded into the products. Here it is made from the residual stream.
    std::vector<float> hidden(int rows) const override {
        std::vector<bf16> x(size_t(rows) * MODEL_DIM);
        CUDA_OK(cudaMemcpy(x.data(), buffers_->x.data, x.size() * 2, cudaMemcpyDeviceToHost));
        const std::vector<bf16> alpha = weights_.out_alpha.download();
        std::vector<float> out(x.size());
        for (int r = 0; r < rows; ++r) {
            double squares = 0;
            for (int i = 0; i < MODEL_DIM; ++i) squares += double(float(x[size_t(r) * MODEL_DIM + i])) * float(x[size_t(r) * MODEL_DIM + i]);
            const float inverse = float(1.0 / std::sqrt(1e-8 + squares / MODEL_DIM));
            for (int i = 0; i < MODEL_DIM; ++i) out[size_t(r) * MODEL_DIM + i] = float(bf16(float(x[size_t(r) * MODEL_DIM + i]) * (float(alpha[i]) * inverse)));
        }
        return out;
    }

 private:
    void load(const LmTensors &t) {
        Loader loader(kind_);
        weights_.layers.resize(size_t(layers_));
        weights_.alphas.resize(size_t(layers_) * 2 * MODEL_DIM), weights_.out_alpha.resize(MODEL_DIM);
        for (size_t l = 0; l < weights_.layers.size(); ++l) {
            step_weights::layer &to = weights_.layers[l];
            const LmTensors::Layer &from = t.layers[l];
            loader.pack(to.in_proj, from.attention.in_proj), loader.pack(to.out_proj, from.attention.out_proj);
            loader.pack(to.gate_up, from.gating.linear_in, HIDDEN), loader.pack(to.down, from.gating.linear_out);
            Loader::vector(weights_.alphas.data + l * 2 * MODEL_DIM, from.norm1), Loader::vector(weights_.alphas.data + (l * 2 + 1) * MODEL_DIM, from.norm2);
        }
        Loader::vector(weights_.out_alpha.data, t.out_norm);
        loader.pack(weights_.text_head, t.text_linear);
        std::vector<WeightView> inputs;
        for (const LmTensors::Step &step : t.steps) inputs.push_back(step.in);
        loader.pack_stacked(weights_.dep_inputs, inputs);
        weights_.text_table.resize(size_t(TEXT_CARD + 1) * MODEL_DIM), weights_.code_tables.resize(size_t(16) * (CARD + 1) * MODEL_DIM);
        Loader::rows(weights_.text_table.data, t.text_emb);
        for (size_t i = 0; i < t.emb.size(); ++i) Loader::rows(weights_.code_tables.data + i * (CARD + 1) * MODEL_DIM, t.emb[i]);

        tiles_.resize(DEP_STEPS * DEP_STEP_ELEMENTS), dep_alphas_.resize(DEP_LAYERS * 2 * DEP_DIM);
        dep_text_table_.resize(size_t(TEXT_CARD + 1) * DEP_DIM), dep_code_tables_.resize(size_t(DEP_STEPS - 1) * (CARD + 1) * DEP_DIM);
        for (int s = 0; s < DEP_STEPS; ++s) {
            const LmTensors::Step &step = t.steps[size_t(s)];
            for (int l = 0; l < DEP_LAYERS; ++l) {
                const LmTensors::Attention &attention = step.attention[size_t(l)];
                const LmTensors::Gating &gating = step.gating[size_t(l)];
                loader.tiles(tiles_.data + dep_offset(s, l, DEP_QKV), attention.in_proj, false), loader.tiles(tiles_.data + dep_offset(s, l, DEP_OUT), attention.out_proj, false);
                loader.tiles(tiles_.data + dep_offset(s, l, DEP_GATE_UP), gating.linear_in, true), loader.tiles(tiles_.data + dep_offset(s, l, DEP_DOWN), gating.linear_out, false);
            }
            loader.tiles(tiles_.data + dep_offset(s, 0, DEP_HEAD), step.head, false);
            Loader::rows(s == 0 ? dep_text_table_.data : dep_code_tables_.data + size_t(s - 1) * (CARD + 1) * DEP_DIM, step.emb);
        }
        for (size_t l = 0; l < DEP_LAYERS; ++l) {
            Loader::vector(dep_alphas_.data + l * 2 * DEP_DIM, t.depformer_norms[l].norm1), Loader::vector(dep_alphas_.data + (l * 2 + 1) * DEP_DIM, t.depformer_norms[l].norm2);
        }
        weights_.depformer = {tiles_.data, dep_alphas_.data, dep_text_table_.data, dep_code_tables_.data};
        CUDA_OK(cudaDeviceSynchronize());
    }

    const weight_kind kind_;
    const int layers_;
    step_weights weights_;
    device_array<bf16> tiles_, dep_alphas_, dep_text_table_, dep_code_tables_;
    std::unique_ptr<step_buffers> buffers_;
};

}  // namespace

std::unique_ptr<LmKernels> make_fast_lm(const LmSources &sources, int most_rows) { return std::make_unique<FastLm>(sources, most_rows); }

}  // namespace duplex::cuda
