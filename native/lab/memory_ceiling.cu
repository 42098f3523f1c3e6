// The card's own ceilings: bytes per second of a copy and of a read. Every rate in SPEED.md is to be held against these.
#include "backend/cuda/kernels/async_copy.cuh"
#include "harness.cuh"

using namespace lab;

namespace {

/// Sums 16-byte words, eight loads in flight per thread; `sink` is written only to keep the loads.
__global__ void __launch_bounds__(512) read_kernel(const uint4 *data, size_t count, unsigned *sink) {
    unsigned sum = 0;
    size_t stride = size_t(gridDim.x) * 512 * 8;
    for (size_t i = (size_t(blockIdx.x) * 8) * 512 + threadIdx.x; i + 7 * 512 < count; i += stride) {
        uint4 v[8];
#pragma unroll
        for (int u = 0; u < 8; ++u) v[u] = load_once(data + i + u * 512);
#pragma unroll
        for (int u = 0; u < 8; ++u) sum += v[u].x ^ v[u].y ^ v[u].z ^ v[u].w;
    }
    if (sum == 0x12345678u) *sink = sum;
}

/// Copies 16-byte words, eight in flight per thread.
__global__ void __launch_bounds__(512) copy_kernel(const uint4 *from, uint4 *to, size_t count) {
    size_t stride = size_t(gridDim.x) * 512 * 8;
    for (size_t i = (size_t(blockIdx.x) * 8) * 512 + threadIdx.x; i + 7 * 512 < count; i += stride) {
        uint4 v[8];
#pragma unroll
        for (int u = 0; u < 8; ++u) v[u] = load_once(from + i + u * 512);
#pragma unroll
        for (int u = 0; u < 8; ++u) to[i + u * 512] = v[u];
    }
}

__global__ void empty_kernel() {}

}  // namespace

int main() {
    print_device("memory ceiling");
    size_t bytes = size_t(8) << 30;
    device_array<uint8_t> a(bytes), b(bytes);
    device_array<unsigned> sink(1);
    fill_normal(reinterpret_cast<bf16 *>(a.data), bytes / 2, 1.0f, 1);
    report_time("copy 8 GiB (read + write)", time_graph(1, 20, [&](cudaStream_t s, int) {
                    copy_kernel<<<sm_count() * 4, 512, 0, s>>>(reinterpret_cast<const uint4 *>(a.data),
                                                              reinterpret_cast<uint4 *>(b.data), bytes / 16);
                }), 2.0 * bytes);
    for (size_t size : {size_t(32) << 20, size_t(128) << 20, size_t(512) << 20, bytes}) {
        int pieces = int(std::max<size_t>(1, (size_t(2) << 30) / size));
        report_time("read " + std::to_string(size >> 20) + " MiB", time_graph(pieces, 20, [&](cudaStream_t s, int i) {
                        read_kernel<<<sm_count() * 4, 512, 0, s>>>(reinterpret_cast<const uint4 *>(a.data + i * size), size / 16, sink.data);
                    }), double(size));
    }
    report_time("empty kernel in a graph", time_graph(400, 20, [&](cudaStream_t s, int) { empty_kernel<<<1, 32, 0, s>>>(); }), 0);
    return finish();
}
