// Skinny matrix product: reference, versions, check, timing.
//   rows   one warp per weight row, plain row-major weights, batch 1 (the simplest version that could be fast)
//   mma    mma.sync on packed weights
//   wgmma  bulk copies + wgmma on packed weights; "early P" = launched early, P stages prefetched into L2
//   blas   cuBLAS, when the toolkit here has it (bf16 only)
// Shapes are the temporal layer's and the text head's. Timing rotates through copies of the weights (1 GiB in all), so
// every weight comes from device memory. --brief: batches 1 and 32; --12-gib: rotate through 12 GiB; --check-only, --quick.
#include "backend/cuda/kernels/skinny_matmul.cuh"

#if __has_include(<cublas_v2.h>)
#include <cublas_v2.h>
#define LAB_HAS_CUBLAS 1
#endif

#include "harness.cuh"

using namespace lab;

namespace {

struct shape {
    const char *name;
    int rows, cols, gate_rows;
};
const shape SHAPES[] = {{"in_proj 12288x4096", 12288, 4096, 0},
                        {"out_proj 4096x4096", 4096, 4096, 0},
                        {"gate_up 22528x4096", 22528, 4096, 11264},
                        {"down 4096x11264", 4096, 11264, 0},
                        {"text_head 32000x4096", 32000, 4096, 0}};
const int BATCHES[] = {1, 4, 8, 16, 32, 64, 96};

/// Batch 1, row-major weights: a warp per row, eight 16-byte loads in flight per lane.
__global__ void __launch_bounds__(256) matvec_rows(const bf16 *weights, const bf16 *x, bf16 *y, int rows, int cols) {
    int row = blockIdx.x * 8 + threadIdx.x / 32, lane = threadIdx.x % 32;
    if (row >= rows) return;
    const uint4 *w = reinterpret_cast<const uint4 *>(weights + size_t(row) * cols) + lane;
    const uint4 *v = reinterpret_cast<const uint4 *>(x) + lane;
    float sum = 0;
    for (int c = 0; c < cols / 8; c += 256) {
        uint4 a[8];
#pragma unroll
        for (int u = 0; u < 8; ++u) a[u] = c + u * 32 < cols / 8 ? load_once(w + c + u * 32) : uint4{};
#pragma unroll
        for (int u = 0; u < 8; ++u) {
            if (c + u * 32 >= cols / 8) continue;
            uint4 b = v[c + u * 32];
            const __nv_bfloat162 *p = reinterpret_cast<const __nv_bfloat162 *>(&a[u]);
            const __nv_bfloat162 *q = reinterpret_cast<const __nv_bfloat162 *>(&b);
#pragma unroll
            for (int e = 0; e < 4; ++e) {
                float2 f = __bfloat1622float2(p[e]), h = __bfloat1622float2(q[e]);
                sum += f.x * h.x + f.y * h.y;
            }
        }
    }
    for (int s = 16; s; s >>= 1) sum += __shfl_xor_sync(~0u, sum, s);
    if (lane == 0) y[row] = bf16(sum);
}

struct fixture {
    device_array<bf16> source, x, packed_x, out;
    device_array<float> partials;
    device_array<unsigned> tickets;
    int prefetch_stages = -1;
    fixture() : packed_x(size_t(11264) * MAX_BATCH), out(size_t(32000) * MAX_BATCH * 2), partials(partial_count(MAX_BATCH)),
                tickets(256) {
        tickets.set_bytes(0);
    }
    void inputs(const shape &s, int batch, uint64_t seed) {
        x.resize(size_t(batch) * s.cols);
        fill_normal(x.data, x.count, 1.0f, seed);
        pack_activations_kernel<<<256, 256>>>(x.data, packed_x.data, batch, s.cols, pad_batch(batch));
        LAB_CUDA(cudaGetLastError());
    }
    matmul_args args(const packed_matrix &w, int batch, epilogue_kind epilogue) {
        return {w, packed_x.data, batch, epilogue, out.data, w.rows, partials.data, tickets.data, prefetch_stages};
    }
};

/// One output of the reference: float64 sum over the bf16 (or dequantised int8) weights.
double reference_dot(const std::vector<bf16> &w, const std::vector<bf16> &x, int row, int n, int cols, bool int8) {
    const bf16 *a = &w[size_t(row) * cols], *b = &x[size_t(n) * cols];
    double sum = 0, largest = 0;
    if (int8)
        for (int k = 0; k < cols; ++k) largest = std::max(largest, std::fabs(double(float(a[k]))));
    float scale = float(largest) / 127.0f;
    for (int k = 0; k < cols; ++k)
        sum += (int8 ? double(std::rint(float(a[k]) / scale)) * scale : double(float(a[k]))) * double(float(b[k]));
    return sum;
}

/// Compares 2000 outputs of one run with the reference, and every output with the poison it was filled with.
void check_one(fixture &f, const shape &s, const std::vector<bf16> &w, const packed_matrix &packed, int batch,
               matmul_path path, epilogue_kind epilogue) {
    f.inputs(s, batch, 77 + batch);
    auto x = f.x.download();
    matmul_args args = f.args(packed, batch, epilogue);
    size_t outputs = size_t(batch) * s.rows;
    if (epilogue == epilogue_kind::add_residual)
        fill_normal(f.out.data, outputs, 1.0f, 5);
    else
        LAB_CUDA(cudaMemset(f.out.data, 0xFF, f.out.count * 2));  // NaN
    std::vector<bf16> before = f.out.download();
    for (int repeat = 0; repeat < (epilogue == epilogue_kind::add_residual ? 1 : 3); ++repeat)
        launch_matmul(args, path, 0, repeat > 0);
    LAB_CUDA(cudaDeviceSynchronize());
    std::vector<bf16> raw = f.out.download();
    const float *as_float = reinterpret_cast<const float *>(raw.data());
    std::vector<double> out, ref;
    for (int i = 0; i < 2000; ++i) {
        int n = i % batch, m = int((size_t(i) * 7919 + 31) % s.rows);
        if (epilogue == epilogue_kind::swiglu_pack) {
            m %= s.gate_rows;
            double gate = reference_dot(w, x, m, n, s.cols, packed.scales != nullptr);
            double up = reference_dot(w, x, s.gate_rows + m, n, s.cols, packed.scales != nullptr);
            ref.push_back(gate / (1 + std::exp(-gate)) * up);
            out.push_back(float(raw[activation_offset(m, n, pad_batch(batch))]));
            continue;
        }
        size_t at = size_t(n) * s.rows + m;
        double y = reference_dot(w, x, m, n, s.cols, packed.scales != nullptr);
        if (epilogue == epilogue_kind::add_residual) y += double(float(before[at]));
        ref.push_back(y);
        out.push_back(epilogue == epilogue_kind::store_f32 ? as_float[at] : float(raw[at]));
    }
    distance d = measure_distance(out, ref);
    size_t written = epilogue == epilogue_kind::swiglu_pack ? 0 : outputs;
    for (size_t i = 0; i < written; ++i)
        if (!std::isfinite(epilogue == epilogue_kind::store_f32 ? as_float[i] : float(raw[i]))) d.finite = false;
    char name[128];
    std::snprintf(name, sizeof name, "%s %s %s batch %d epilogue %d", s.name, packed.scales ? "int8" : "bf16",
                  path == matmul_path::mma ? "mma" : "wgmma", batch, int(epilogue));
    report_check(name, d, 4e-3);
}

/// Row 0 of a batch-64 run must have the same bits as the same row alone.
void check_batch_invariance(fixture &f, const shape &s, const packed_matrix &packed, matmul_path path) {
    f.inputs(s, 64, 5);
    launch_matmul(f.args(packed, 64, epilogue_kind::store_bf16), path, 0);
    std::vector<bf16> together(s.rows), alone(s.rows);
    LAB_CUDA(cudaMemcpy(together.data(), f.out.data, s.rows * 2, cudaMemcpyDeviceToHost));
    pack_activations_kernel<<<256, 256>>>(f.x.data, f.packed_x.data, 1, s.cols, 8);
    launch_matmul(f.args(packed, 1, epilogue_kind::store_bf16), path, 0);
    LAB_CUDA(cudaMemcpy(alone.data(), f.out.data, s.rows * 2, cudaMemcpyDeviceToHost));
    size_t differing = 0;
    for (int i = 0; i < s.rows; ++i) differing += std::memcmp(&together[i], &alone[i], 2) != 0;
    report_exact(std::string("row 0 alone == row 0 of 64, ") + (path == matmul_path::mma ? "mma " : "wgmma ") + s.name +
                     (packed.scales ? " int8" : " bf16"),
                 differing, s.rows);
}

void check_all(fixture &f, bool quick) {
    for (const shape &s : SHAPES) {
        if (quick && s.rows != 4096 && s.gate_rows == 0) continue;
        f.source.resize(size_t(s.rows) * s.cols);
        fill_normal(f.source.data, f.source.count, 0.02f, 1);
        auto w = f.source.download();
        for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) {
            packed_storage packed;
            packed.pack(f.source.data, s.rows, s.cols, kind, s.gate_rows);
            for (matmul_path path : {matmul_path::mma, matmul_path::wgmma}) {
                if (path == matmul_path::wgmma && !is_sm90()) continue;
                for (int batch : quick ? std::vector<int>{1, 32} : std::vector<int>{1, 7, 16, 29, 64, 96}) {
                    if (s.gate_rows) {
                        check_one(f, s, w, packed.view, batch, path, epilogue_kind::swiglu_pack);
                        continue;
                    }
                    check_one(f, s, w, packed.view, batch, path,
                              s.rows == 32000   ? epilogue_kind::store_f32
                              : s.rows == 12288 ? epilogue_kind::store_bf16
                                                : epilogue_kind::add_residual);
                }
                if (!s.gate_rows) check_batch_invariance(f, s, packed.view, path);
            }
        }
    }
}

void time_shape(fixture &f, const shape &s, bool brief, int gib) {
    f.source.resize(size_t(s.rows) * s.cols);
    fill_normal(f.source.data, f.source.count, 0.02f, 1);
    size_t bf16_bytes = size_t(s.rows) * s.cols * 2;
    int copies = std::max(3, int((size_t(gib) << 30) / bf16_bytes));
    auto name = [&](const char *version, const char *kind, int batch) {
        char text[128];
        std::snprintf(text, sizeof text, "%-22s %-14s %s batch %d", s.name, version, kind, batch);
        return std::string(text);
    };
    auto bytes = [&](size_t weights, int batch) { return double(weights) + double(batch) * (s.rows + s.cols) * 2; };
    {   // Row-major weights: our simplest version and cuBLAS.
        std::vector<device_array<bf16>> rows;
        for (int i = 0; i < copies; ++i) {
            rows.emplace_back(size_t(s.rows) * s.cols);
            LAB_CUDA(cudaMemcpy(rows.back().data, f.source.data, bf16_bytes, cudaMemcpyDeviceToDevice));
        }
        f.inputs(s, 96, 3);
        timing t = time_graph(copies, 40, [&](cudaStream_t stream, int i) {
            matvec_rows<<<(s.rows + 7) / 8, 256, 0, stream>>>(rows[i].data, f.x.data, f.out.data, s.rows, s.cols);
        });
        report_time(name("rows", "bf16", 1), t, bytes(bf16_bytes, 1));
#ifdef LAB_HAS_CUBLAS
        cublasHandle_t handle;
        cublasCreate(&handle);
        device_array<uint8_t> workspace(size_t(64) << 20);
        for (int batch : BATCHES) {
            if (brief && batch != 1 && batch != 32) continue;
            t = time_graph(copies, 40, [&](cudaStream_t stream, int i) {
                cublasSetStream(handle, stream);
                cublasSetWorkspace(handle, workspace.data, workspace.count);
                float one = 1, zero = 0;
                cublasStatus_t status = cublasGemmEx(handle, CUBLAS_OP_T, CUBLAS_OP_N, s.rows, batch, s.cols, &one,
                                                     rows[i].data, CUDA_R_16BF, s.cols, f.x.data, CUDA_R_16BF, s.cols, &zero,
                                                     f.out.data, CUDA_R_16BF, s.rows, CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT);
                if (status != CUBLAS_STATUS_SUCCESS) std::printf("cublas status %d\n", int(status));
            });
            report_time(name("blas", "bf16", batch), t, bytes(bf16_bytes, batch));
        }
        cublasDestroy(handle);
#endif
    }
    for (weight_kind kind : {weight_kind::bf16, weight_kind::int8}) {
        std::vector<packed_storage> packed(kind == weight_kind::int8 ? copies * 2 : copies);
        for (auto &p : packed) p.pack(f.source.data, s.rows, s.cols, kind, s.gate_rows);
        const char *kind_name = kind == weight_kind::bf16 ? "bf16" : "int8";
        for (int batch : BATCHES) {
            if (brief && batch != 1 && batch != 32) continue;
            f.inputs(s, batch, 3);
            auto run = [&](const char *version, matmul_path path, bool early) {
                timing t = time_graph(int(packed.size()), 40, [&](cudaStream_t stream, int i) {
                    launch_matmul(f.args(packed[i].view, batch,
                                         s.gate_rows ? epilogue_kind::swiglu_pack : epilogue_kind::store_bf16),
                                  path, stream, early);
                });
                report_time(name(version, kind_name, batch), t, bytes(packed[0].view.bytes(), batch));
            };
            run("mma early", matmul_path::mma, true);
            if (!is_sm90()) continue;
            if (batch == 1 || batch == 32) {
                run("wgmma", matmul_path::wgmma, false);
                for (int stages : {0, 4, 8}) {
                    f.prefetch_stages = stages;
                    run(stages == 0 ? "wgmma early 0" : stages == 4 ? "wgmma early 4" : "wgmma early 8", matmul_path::wgmma, true);
                }
                f.prefetch_stages = -1;
            } else {
                run("wgmma early", matmul_path::wgmma, true);
            }
        }
    }
}

}  // namespace

int main(int argc, char **argv) {
    print_device("skinny matrix product");
    fixture f;
    check_all(f, has_flag(argc, argv, "--quick"));
    if (!has_flag(argc, argv, "--check-only"))
        for (const shape &s : SHAPES) time_shape(f, s, has_flag(argc, argv, "--brief"), has_flag(argc, argv, "--12-gib") ? 12 : 1);
    return finish();
}
