// What every lab file shares: error checks, seeded data, timing of graph replays, and the one-line reports.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "backend/cuda/device.cuh"

#define LAB_CUDA(call)                                                                                        \
    do {                                                                                                      \
        cudaError_t status_ = (call);                                                                         \
        if (status_ != cudaSuccess) {                                                                         \
            std::fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(status_)); \
            std::exit(2);                                                                                     \
        }                                                                                                     \
    } while (0)

namespace lab {

using namespace duplex::cuda;

inline int failure_count = 0;

// ---- seeded data --------------------------------------------------------------------------------------------

/// Counter-based normal deviate: the same (seed, index) gives the same value on the device and on the host.
__host__ __device__ inline float normal_at(uint64_t seed, uint64_t index) {
    uint64_t z = (index + 1) * 0x9E3779B97F4A7C15ull + seed * 0xD1342543DE82EF95ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    z ^= z >> 31;
    // The sum of four 16-bit uniforms: close to normal, variance 4/12.
    float sum = float(z & 0xFFFF) + float((z >> 16) & 0xFFFF) + float((z >> 32) & 0xFFFF) + float(z >> 48);
    return (sum / 65536.0f - 2.0f) * 1.7320508f;
}

template <class T>
__global__ void fill_normal_kernel(T *out, size_t count, float mean, float stddev, uint64_t seed) {
    for (size_t i = size_t(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += size_t(gridDim.x) * blockDim.x)
        out[i] = T(mean + stddev * normal_at(seed, i));
}

/// Fills with seeded normals (as T rounds them).
template <class T>
void fill_normal(T *out, size_t count, float stddev, uint64_t seed, float mean = 0.0f) {
    fill_normal_kernel<<<1056, 256>>>(out, count, mean, stddev, seed);
    LAB_CUDA(cudaGetLastError());
}

// ---- checks -------------------------------------------------------------------------------------------------

/// Distance of `out` from `ref`: relative = ||out-ref|| / ||ref||, plus the largest single difference.
struct distance {
    double relative = 0, max_abs = 0;
    bool finite = true;
};

inline distance measure_distance(const std::vector<double> &out, const std::vector<double> &ref) {
    distance d;
    double diff2 = 0, ref2 = 0;
    for (size_t i = 0; i < ref.size(); ++i) {
        if (!std::isfinite(out[i])) d.finite = false;
        double e = std::fabs(out[i] - ref[i]);
        diff2 += e * e;
        ref2 += ref[i] * ref[i];
        d.max_abs = std::max(d.max_abs, e);
    }
    d.relative = std::sqrt(diff2 / std::max(ref2, 1e-300));
    return d;
}

/// Prints one check line and counts a failure. `tolerance` bounds the relative distance.
inline bool report_check(const std::string &name, const distance &d, double tolerance) {
    bool ok = d.finite && d.relative <= tolerance;
    if (!ok) ++failure_count;
    std::printf("check %-64s rel %.2e (tol %.0e)  max_abs %.2e  %s\n", name.c_str(), d.relative, tolerance,
                d.max_abs, ok ? "ok" : "FAILED");
    std::fflush(stdout);
    return ok;
}

inline bool report_exact(const std::string &name, size_t differing, size_t compared) {
    bool ok = differing == 0;
    if (!ok) ++failure_count;
    std::printf("check %-64s %zu of %zu differ  %s\n", name.c_str(), differing, compared, ok ? "ok" : "FAILED");
    std::fflush(stdout);
    return ok;
}

// ---- timing -------------------------------------------------------------------------------------------------

/// Microseconds per operation, over graph replays.
struct timing {
    double p50_us = 0, p99_us = 0;
};

/// Captures `ops_per_graph` calls of `launch(stream, op_index)` into one CUDA graph and times its replays with
/// events. The caller rotates its inputs by op_index so that one graph touches several times the L2 cache; then
/// every read is a read from device memory. The first `warm_up` replays are dropped.
inline timing time_graph(int ops_per_graph, int replays, const std::function<void(cudaStream_t, int)> &launch,
                         int warm_up = 5) {
    cudaStream_t stream;
    LAB_CUDA(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    LAB_CUDA(cudaDeviceSynchronize());
    cudaGraph_t graph;
    cudaGraphExec_t exec;
    LAB_CUDA(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
    for (int i = 0; i < ops_per_graph; ++i) launch(stream, i);
    LAB_CUDA(cudaStreamEndCapture(stream, &graph));
    LAB_CUDA(cudaGraphInstantiate(&exec, graph, 0));
    std::vector<cudaEvent_t> events(size_t(replays) * 2);
    for (auto &event : events) LAB_CUDA(cudaEventCreate(&event));
    for (int i = 0; i < warm_up; ++i) LAB_CUDA(cudaGraphLaunch(exec, stream));
    LAB_CUDA(cudaStreamSynchronize(stream));
    for (int i = 0; i < replays; ++i) {
        LAB_CUDA(cudaEventRecord(events[2 * i], stream));
        LAB_CUDA(cudaGraphLaunch(exec, stream));
        LAB_CUDA(cudaEventRecord(events[2 * i + 1], stream));
    }
    LAB_CUDA(cudaStreamSynchronize(stream));
    std::vector<double> us(replays);
    for (int i = 0; i < replays; ++i) {
        float ms = 0;
        LAB_CUDA(cudaEventElapsedTime(&ms, events[2 * i], events[2 * i + 1]));
        us[i] = ms * 1e3 / ops_per_graph;
    }
    for (auto &event : events) cudaEventDestroy(event);
    LAB_CUDA(cudaGraphExecDestroy(exec));
    LAB_CUDA(cudaGraphDestroy(graph));
    LAB_CUDA(cudaStreamDestroy(stream));
    std::sort(us.begin(), us.end());
    return {us[us.size() / 2], us[std::min(us.size() - 1, size_t(double(us.size()) * 0.99))]};
}

/// One line of results. `bytes` is what one operation must move at least once; 0 leaves the rate out.
inline void report_time(const std::string &name, const timing &t, double bytes) {
    std::printf("time  %-64s p50 %9.2f us  p99 %9.2f us", name.c_str(), t.p50_us, t.p99_us);
    if (bytes > 0) std::printf("  %7.0f GB/s", bytes / t.p50_us * 1e-3);
    std::printf("\n");
    std::fflush(stdout);
}

inline bool is_sm90() {
    int major = 0;
    LAB_CUDA(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, 0));
    return major == 9;
}

inline void print_device(const char *title) {
    cudaDeviceProp prop;
    LAB_CUDA(cudaGetDeviceProperties(&prop, 0));
    std::printf("== %s: %s, %d multiprocessors, L2 %.0f MB\n", title, prop.name, prop.multiProcessorCount,
                prop.l2CacheSize / 1048576.0);
    std::fflush(stdout);
}

inline int finish() {
    LAB_CUDA(cudaDeviceSynchronize());
    std::printf("%s (%d failed)\n", failure_count ? "CHECKS FAILED" : "checks passed", failure_count);
    return failure_count ? 1 : 0;
}

/// True when `flag` is among the arguments (for example `--check-only`).
inline bool has_flag(int argc, char **argv, const char *flag) {
    for (int i = 1; i < argc; ++i)
        if (!std::strcmp(argv[i], flag)) return true;
    return false;
}

}  // namespace lab
