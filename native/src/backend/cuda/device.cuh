// What every file of the CUDA backend shares: error checks that throw, device and pinned memory, the device's facts.
#pragma once

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "error.h"

namespace duplex::cuda {

using bf16 = __nv_bfloat16;

/// Out of memory is an order that cannot be met; anything else leaves the device in a state nobody knows: DUPLEX_DEVICE_LOST.
[[noreturn]] inline void throw_cuda_error(cudaError_t status, const char *call, const char *file, int line) {
    cudaGetLastError();  // an error that is not sticky ends here
    const std::string what = std::string(cudaGetErrorString(status)) + " (" + call + ", " + file + ":" + std::to_string(line) + ")";
    if (status == cudaErrorMemoryAllocation) throw Error(DUPLEX_OUT_OF_MEMORY, "The device has not enough memory: " + what + ".");
    throw Error(DUPLEX_DEVICE_LOST, "The CUDA device failed: " + what + "; start the process again.");
}

#define CUDA_OK(call)                                                                                        \
    do {                                                                                                     \
        const cudaError_t status_ = (call);                                                                  \
        if (status_ != cudaSuccess) ::duplex::cuda::throw_cuda_error(status_, #call, __FILE__, __LINE__);    \
    } while (0)

/// A device array that frees itself. `count` elements of T; contents are undefined until filled.
template <class T>
struct device_array {
    T *data = nullptr;
    size_t count = 0;
    device_array() = default;
    explicit device_array(size_t n) { resize(n); }
    device_array(const device_array &) = delete;
    device_array &operator=(const device_array &) = delete;
    device_array(device_array &&other) noexcept : data(std::exchange(other.data, nullptr)), count(std::exchange(other.count, 0)) {}
    device_array &operator=(device_array &&other) noexcept {
        std::swap(data, other.data);
        std::swap(count, other.count);
        return *this;
    }
    ~device_array() { cudaFree(data); }
    void resize(size_t n) {
        cudaFree(data);
        data = nullptr;
        count = 0;
        CUDA_OK(cudaMalloc(&data, std::max<size_t>(n, 1) * sizeof(T)));
        count = n;
    }
    size_t bytes() const { return count * sizeof(T); }
    void set_bytes(int byte) { CUDA_OK(cudaMemset(data, byte, count * sizeof(T))); }
    void upload(const std::vector<T> &host) { CUDA_OK(cudaMemcpy(data, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice)); }
    std::vector<T> download() const {
        std::vector<T> host(count);
        CUDA_OK(cudaMemcpy(host.data(), data, count * sizeof(T), cudaMemcpyDeviceToHost));
        return host;
    }
};

/// Host memory that the device copies from and to without a stop.
template <class T>
struct pinned_array {
    T *data = nullptr;
    size_t count = 0;
    pinned_array() = default;
    explicit pinned_array(size_t n) : count(n) { CUDA_OK(cudaMallocHost(&data, std::max<size_t>(n, 1) * sizeof(T))); }
    pinned_array(pinned_array &&other) noexcept : data(std::exchange(other.data, nullptr)), count(std::exchange(other.count, 0)) {}
    pinned_array &operator=(pinned_array &&other) noexcept {
        std::swap(data, other.data);
        std::swap(count, other.count);
        return *this;
    }
    ~pinned_array() { cudaFreeHost(data); }
};

inline int device_attribute(cudaDeviceAttr attribute) {
    int device = 0, value = 0;
    CUDA_OK(cudaGetDevice(&device));
    CUDA_OK(cudaDeviceGetAttribute(&value, attribute, device));
    return value;
}

inline int sm_count() {
    static const int count = device_attribute(cudaDevAttrMultiProcessorCount);
    return count;
}

/// Compute capability as 80, 90, ...
inline int compute_capability() {
    return device_attribute(cudaDevAttrComputeCapabilityMajor) * 10 + device_attribute(cudaDevAttrComputeCapabilityMinor);
}

}  // namespace duplex::cuda
