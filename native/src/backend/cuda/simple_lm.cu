// The language model on the simple kernels.
#include <type_traits>

#include "backend/cuda/kernels/simple_lm.cuh"
#include "backend/cuda/lm_kernels.h"
#include "lm/streams.h"

namespace duplex::cuda {
namespace {

using Kept = LmPrecision::Weights;

class SimpleLm : public LmKernels {
 public:
    SimpleLm(const LmSources &sources, int most_rows) : config_(sources.config), precision_(sources.precision), round_(sources.precision.round_bf16) {
        load(sources.tensors);
        allocate(most_rows);
    }
    std::string name() const override { return "simple kernels"; }
    int64_t weight_bytes() const override { return weight_bytes_; }
    const int *text_tokens() const override { return text_tokens_.data; }
    const int *codes() const override { return codes_.data; }
    int code_stride() const override { return kMaxDepformerSteps; }

    void launch(const PassRows &pass, const KeyMemory &keys, cudaStream_t stream) override {
        const int dim = config_.dim, rows = pass.rows, head_dim = config_.head_dim();
        if (pass.embeddings) {
            CUDA_OK(cudaMemcpyAsync(x_.data, pass.embeddings, size_t(rows) * dim * 4, cudaMemcpyDeviceToDevice, stream));
        } else {
            simple_embedding_kernel<<<rows, 256, 0, stream>>>({pass.tokens, text_table_, code_tables_.data, code_type_, config_.card + 1, x_.data, round_});
        }
        simple_rotation_kernel<<<rows, head_dim / 2, 0, stream>>>(pass.positions, rotations_.data, head_dim, config_.max_period);
        simple_rotation_kernel<<<rows, head_dim / 2, 0, stream>>>(pass.pinned_positions, pinned_rotations_.data, head_dim, config_.max_period);
        const simple_keys memory{keys.values, keys.scales, keys.type, config_.num_layers, config_.num_heads, head_dim, keys.rings};
        const size_t shared = size_t(2 * head_dim + config_.context) * 4;
        for (size_t l = 0; l < layers_.size(); ++l) {
            const Block &block = layers_[l];
            norm(x_.data, block.norm1, normed_.data, dim, rows, stream);
            product(block.in_proj, normed_.data, wide_.data, rows, false, stream);
            const simple_attention_args attention{wide_.data, pass.positions, pass.pinned, pass.tables, rotations_.data, pinned_rotations_.data, memory, int(l), mixed_.data, round_};
            const dim3 grid(unsigned(config_.num_heads), unsigned(rows));
            simple_append_kernel<<<grid, 128, 0, stream>>>(attention);
            simple_attention_kernel<<<grid, 128, shared, stream>>>(attention);
            product(block.out_proj, mixed_.data, x_.data, rows, true, stream);
            feed_forward(block, x_.data, dim, rows, stream);
        }
        if (pass.heads || pass.hidden) norm(x_.data, out_norm_, hidden_.data, dim, rows, stream);
        if (pass.heads) {
            product(text_head_, hidden_.data, text_logits_.data, rows, false, stream);
            sample_text_kernel<<<rows, 1024, 0, stream>>>(text_logits_.data, config_.text_card, text_tokens_.data, pass.sampling, candidates_.data);
            depformer(pass, stream);
        }
        CUDA_OK(cudaGetLastError());
    }

    StepTrace trace(int row, int rows) const override {
        StepTrace trace{read(hidden_, row, config_.dim), read(text_logits_, row, config_.text_card), {}};
        for (size_t k = 0; k < steps_.size(); ++k) {
            const std::vector<float> logits = read(code_logits_, int(k) * rows + row, config_.card);
            trace.code_logits.insert(trace.code_logits.end(), logits.begin(), logits.end());
        }
        return trace;
    }
    std::vector<float> hidden(int rows) const override { return read(hidden_, 0, size_t(rows) * config_.dim); }

 private:
    struct Block {
        const float *norm1 = nullptr, *norm2 = nullptr;
        simple_matrix in_proj, out_proj, linear_in, linear_out;
    };
    struct Step {
        simple_matrix in, emb, head;
        std::vector<Block> layers;
    };

    static std::vector<float> read(const device_array<float> &from, size_t row, size_t width) {
        std::vector<float> values(width);
        CUDA_OK(cudaMemcpy(values.data(), from.data + row * width, width * 4, cudaMemcpyDeviceToHost));
        return values;
    }

    // Through the CPU's matrices, so that weights are converted and quantised to the same numbers.
    cpu::WeightType kept_as(const WeightView &tensor, bool embedding) const {
        if (precision_.weights == Kept::f32) return cpu::WeightType::f32;
        if (precision_.weights == Kept::bf16) return cpu::WeightType::bf16;
        if (!embedding && (precision_.weights == Kept::i8 || tensor.is_quantised())) return cpu::WeightType::i8;
        return tensor.dtype == Dtype::bf16 ? cpu::WeightType::bf16 : cpu::WeightType::f32;
    }
    const void *keep(const void *host, size_t bytes) {
        memory_.emplace_back(bytes);
        CUDA_OK(cudaMemcpy(memory_.back().data, host, bytes, cudaMemcpyHostToDevice));
        return memory_.back().data;
    }
    simple_matrix matrix(const WeightView &tensor, bool embedding = false) {
        const cpu::Matrix host = cpu::Matrix::from_tensor(tensor, kept_as(tensor, embedding));
        simple_matrix m;
        m.out = int(host.out()), m.in = int(host.in());
        m.type = host.type() == cpu::WeightType::f32 ? stored::f32 : host.type() == cpu::WeightType::bf16 ? stored::bf16 : stored::i8;
        m.data = keep(host.data(), size_t(host.out() * host.in()) * cpu::weight_bytes(host.type()));
        if (host.scales()) m.scales = static_cast<const float *>(keep(host.scales(), size_t(m.out) * 4));
        if (!embedding) weight_bytes_ += int64_t(host.bytes());
        return m;
    }
    const float *vector(const TensorView &tensor) {
        std::vector<float> values = to_f32(tensor);
        if (round_)
            for (float &v : values) v = float(bf16(v));
        return static_cast<const float *>(keep(values.data(), values.size() * 4));
    }
    Block block(const LmTensors::Attention &attention, const LmTensors::Gating &gating, const float *norm1, const float *norm2) {
        return {norm1, norm2, matrix(attention.in_proj), matrix(attention.out_proj), matrix(gating.linear_in), matrix(gating.linear_out)};
    }
    void load(const LmTensors &t) {
        text_table_ = matrix(t.text_emb, true);
        code_type_ = kept_as(t.emb[0], true) == cpu::WeightType::bf16 ? stored::bf16 : stored::f32;
        const size_t each = size_t(config_.card + 1) * config_.dim * (code_type_ == stored::bf16 ? 2 : 4);
        code_tables_.resize(each * t.emb.size());
        for (size_t i = 0; i < t.emb.size(); ++i) {
            const cpu::Matrix host = cpu::Matrix::from_tensor(t.emb[i], code_type_ == stored::bf16 ? cpu::WeightType::bf16 : cpu::WeightType::f32);
            CUDA_OK(cudaMemcpy(code_tables_.data + i * each, host.data(), each, cudaMemcpyHostToDevice));
        }
        text_head_ = matrix(t.text_linear);
        out_norm_ = vector(t.out_norm);
        for (const LmTensors::Layer &layer : t.layers) layers_.push_back(block(layer.attention, layer.gating, vector(layer.norm1), vector(layer.norm2)));
        std::vector<std::pair<const float *, const float *>> norms;
        for (const LmTensors::Norms &n : t.depformer_norms) norms.emplace_back(vector(n.norm1), vector(n.norm2));
        for (const LmTensors::Step &from : t.steps) {
            Step step{matrix(from.in), matrix(from.emb, true), matrix(from.head), {}};
            for (size_t l = 0; l < norms.size(); ++l) step.layers.push_back(block(from.attention[l], from.gating[l], norms[l].first, norms[l].second));
            steps_.push_back(std::move(step));
        }
    }
    void allocate(int most) {
        const size_t rows = size_t(most), dim = size_t(std::max(config_.dim, config_.depformer_dim));
        const size_t hidden = size_t(std::max(config_.ffn_hidden(), config_.depformer_ffn_hidden()));
        x_.resize(rows * config_.dim), hidden_.resize(rows * config_.dim), normed_.resize(rows * dim), mixed_.resize(rows * dim);
        wide_.resize(rows * std::max(3 * dim, 2 * hidden)), gated_.resize(rows * hidden);
        rotations_.resize(rows * config_.head_dim() / 2), pinned_rotations_.resize(rows * config_.head_dim() / 2);
        text_logits_.resize(rows * config_.text_card), code_logits_.resize(rows * steps_.size() * config_.card);
        dep_x_.resize(rows * config_.depformer_dim);
        dep_keys_.resize(rows * config_.depformer_num_layers * steps_.size() * config_.depformer_dim), dep_values_.resize(dep_keys_.count);
        text_tokens_.resize(rows), codes_.resize(rows * kMaxDepformerSteps), codes_.set_bytes(0);
        candidates_.resize(rows * std::max(config_.text_card, config_.card));
        const int shared = int(2 * config_.head_dim() + config_.context) * 4;
        CUDA_OK(cudaFuncSetAttribute(simple_attention_kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, shared));
    }

    void norm(const float *x, const float *alpha, float *y, int dim, int rows, cudaStream_t stream) const {
        simple_norm_kernel<<<rows, 256, 0, stream>>>(x, alpha, y, dim, round_);
    }
    void product(const simple_matrix &w, const float *x, float *y, int rows, bool add, cudaStream_t stream) const {
        simple_product_kernel<<<dim3(unsigned(w.out + 7) / 8, unsigned(rows + 3) / 4), 256, 0, stream>>>({w, x, y, w.in, w.out, rows, add, round_});
    }
    void feed_forward(const Block &block, float *x, int dim, int rows, cudaStream_t stream) {
        norm(x, block.norm2, normed_.data, dim, rows, stream);
        product(block.linear_in, normed_.data, wide_.data, rows, false, stream);
        const int hidden = block.linear_out.in;
        simple_gate_kernel<<<dim3(unsigned(hidden + 255) / 256, unsigned(rows)), 256, 0, stream>>>(wide_.data, gated_.data, hidden, round_);
        product(block.linear_out, gated_.data, x, rows, true, stream);
    }
    void depformer(const PassRows &pass, cudaStream_t stream) {
        const int dim = config_.depformer_dim, heads = config_.depformer_num_heads, rows = pass.rows, steps = int(steps_.size());
        for (int k = 0; k < steps; ++k) {
            const Step &step = steps_[size_t(k)];
            product(step.in, hidden_.data, dep_x_.data, rows, false, stream);
            simple_dep_begin_kernel<<<rows, 256, 0, stream>>>(dep_x_.data, step.emb, k ? codes_.data + k - 1 : text_tokens_.data, k ? kMaxDepformerSteps : 1, pass.provided, k, round_);
            // The reference's ring of dep_q keys hides key 0 at its last step where it hides the oldest at all.
            const int first = config_.kv_ring == RingRule::hide_oldest && k == config_.dep_q - 1 ? 1 : 0;
            for (size_t l = 0; l < step.layers.size(); ++l) {
                const Block &block = step.layers[l];
                const size_t ring = l * rows * steps * dim;
                norm(dep_x_.data, block.norm1, normed_.data, dim, rows, stream);
                product(block.in_proj, normed_.data, wide_.data, rows, false, stream);
                simple_dep_attention_kernel<<<dim3(unsigned(heads), unsigned(rows)), 64, 0, stream>>>(
                    {wide_.data, dep_keys_.data + ring, dep_values_.data + ring, mixed_.data, heads, dim / heads, steps, k, first, round_});
                product(block.out_proj, mixed_.data, dep_x_.data, rows, true, stream);
                feed_forward(block, dep_x_.data, dim, rows, stream);
            }
            float *logits = code_logits_.data + size_t(k) * rows * config_.card;
            product(step.head, dep_x_.data, logits, rows, false, stream);
            sample_code_kernel<<<rows, 256, 0, stream>>>(logits, config_.card, codes_.data + k, kMaxDepformerSteps, pass.sampling, uint32_t(k + 1), candidates_.data);
        }
    }

    const LmConfig config_;
    const LmPrecision precision_;
    const bool round_;
    int64_t weight_bytes_ = 0;
    std::vector<device_array<uint8_t>> memory_;
    simple_matrix text_table_, text_head_;
    device_array<uint8_t> code_tables_;
    stored code_type_ = stored::f32;
    const float *out_norm_ = nullptr;
    std::vector<Block> layers_;
    std::vector<Step> steps_;
    device_array<float> x_, hidden_, normed_, mixed_, wide_, gated_, text_logits_, code_logits_, dep_x_, dep_keys_, dep_values_;
    device_array<float2> rotations_, pinned_rotations_;
    device_array<int> text_tokens_, codes_;
    device_array<unsigned long long> candidates_;
};

}  // namespace

std::unique_ptr<LmKernels> make_simple_lm(const LmSources &sources, int most_rows) { return std::make_unique<SimpleLm>(sources, most_rows); }

}  // namespace duplex::cuda
