// Thin wrappers over the PTX the lab uses: mbarrier, bulk copy (sm_90), early launch of dependents (sm_90), and loads.
// On older targets the early-launch calls are empty; the bulk copy does not exist there.
#pragma once

#include <cuda_runtime.h>

#include <cstdint>

namespace duplex::cuda {

__device__ __forceinline__ uint32_t smem_address(const void *pointer) {
    return static_cast<uint32_t>(__cvta_generic_to_shared(pointer));
}

// ---- programmatic dependent launch --------------------------------------------------------------------------

/// Lets the next kernel of the stream become resident while this one still runs.
__device__ __forceinline__ void launch_dependents() {
#if __CUDA_ARCH__ >= 900
    asm volatile("griddepcontrol.launch_dependents;" ::: "memory");
#endif
}

/// Waits until the previous kernel of the stream has finished and its writes are visible.
__device__ __forceinline__ void wait_for_previous() {
#if __CUDA_ARCH__ >= 900
    asm volatile("griddepcontrol.wait;" ::: "memory");
#endif
}

/// Whether launch_early asks for the largest shared-memory carve-out. A kernel launched early can join a running one on a
/// multiprocessor only if the split between L1 and shared memory already suits it; changing the split waits until it is idle.
inline bool prefer_shared_memory = true;

/// Launches with the attribute that makes the two calls above mean something. `carveout_percent` is the split asked for.
template <class... Params, class... Args>
cudaError_t launch_early_split(int carveout_percent, void (*kernel)(Params...), dim3 grid, dim3 block, size_t smem_bytes,
                               cudaStream_t stream, Args... args) {
    cudaFuncSetAttribute(kernel, cudaFuncAttributePreferredSharedMemoryCarveout, carveout_percent);
    cudaLaunchAttribute attribute{};
    attribute.id = cudaLaunchAttributeProgrammaticStreamSerialization;
    attribute.val.programmaticStreamSerializationAllowed = 1;
    cudaLaunchConfig_t config{};
    config.gridDim = grid;
    config.blockDim = block;
    config.dynamicSmemBytes = smem_bytes;
    config.stream = stream;
    config.attrs = &attribute;
    config.numAttrs = 1;
    return cudaLaunchKernelEx(&config, kernel, Params(args)...);
}

template <class... Params, class... Args>
cudaError_t launch_early(void (*kernel)(Params...), dim3 grid, dim3 block, size_t smem_bytes, cudaStream_t stream, Args... args) {
    int split = prefer_shared_memory ? int(cudaSharedmemCarveoutMaxShared) : int(cudaSharedmemCarveoutDefault);
    return launch_early_split(split, kernel, grid, block, smem_bytes, stream, args...);
}

// ---- loads --------------------------------------------------------------------------------------------------

/// 16 bytes that will be read once: past L1, read-only.
__device__ __forceinline__ uint4 load_once(const void *pointer) {
    uint4 v;
    asm volatile("ld.global.nc.L1::no_allocate.v4.u32 {%0,%1,%2,%3}, [%4];"
                 : "=r"(v.x), "=r"(v.y), "=r"(v.z), "=r"(v.w)
                 : "l"(pointer));
    return v;
}

/// The same for memory that this kernel also writes.
__device__ __forceinline__ uint4 load_once_coherent(const void *pointer) {
    uint4 v;
    asm volatile("ld.global.L1::no_allocate.v4.u32 {%0,%1,%2,%3}, [%4];"
                 : "=r"(v.x), "=r"(v.y), "=r"(v.z), "=r"(v.w)
                 : "l"(pointer)
                 : "memory");
    return v;
}

/// Loads from L2 what another thread block of this launch may have written. Volatile with a memory clobber: the toolkit's
/// __ldcg has no clobber, and its bf16 form is not even volatile, so the compiler moved one above a grid barrier.
__device__ __forceinline__ float load_fresh(const float *pointer) {
    float v;
    asm volatile("ld.global.cg.f32 %0, [%1];" : "=f"(v) : "l"(pointer) : "memory");
    return v;
}
__device__ __forceinline__ unsigned short load_fresh(const unsigned short *pointer) {
    unsigned short v;
    asm volatile("ld.global.cg.u16 %0, [%1];" : "=h"(v) : "l"(pointer) : "memory");
    return v;
}
__device__ __forceinline__ uint4 load_fresh(const uint4 *pointer) {
    uint4 v;
    asm volatile("ld.global.cg.v4.u32 {%0,%1,%2,%3}, [%4];" : "=r"(v.x), "=r"(v.y), "=r"(v.z), "=r"(v.w) : "l"(pointer) : "memory");
    return v;
}

// ---- tickets ------------------------------------------------------------------------------------------------

/// Adds one and returns the old value. Ordered both ways at device scope: called by one thread after a block barrier, it publishes
/// what the whole block wrote, and what it sees is what the earlier callers published.
__device__ __forceinline__ unsigned take_ticket(unsigned *counter) {
    unsigned old;
    asm volatile("atom.add.acq_rel.gpu.global.u32 %0, [%1], 1;" : "=r"(old) : "l"(counter) : "memory");
    return old;
}

// ---- mbarrier and bulk copy ---------------------------------------------------------------------------------

__device__ __forceinline__ void barrier_init(uint64_t *barrier, uint32_t arrivals) {
    asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(smem_address(barrier)), "r"(arrivals) : "memory");
}

__device__ __forceinline__ void barrier_arrive(uint64_t *barrier) {
    asm volatile("{ .reg .b64 t; mbarrier.arrive.shared::cta.b64 t, [%0]; }" ::"r"(smem_address(barrier)) : "memory");
}

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900

__device__ __forceinline__ void barrier_init_fence() {
    asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
}

/// Arrives once and adds `bytes` to what this phase waits for.
__device__ __forceinline__ void barrier_expect(uint64_t *barrier, uint32_t bytes) {
    asm volatile("{ .reg .b64 t; mbarrier.arrive.expect_tx.shared::cta.b64 t, [%0], %1; }" ::"r"(
                     smem_address(barrier)),
                 "r"(bytes)
                 : "memory");
}

__device__ __forceinline__ void barrier_wait(uint64_t *barrier, uint32_t parity) {
    asm volatile(
        "{\n"
        ".reg .pred p;\n"
        "again:\n"
        "mbarrier.try_wait.parity.shared::cta.b64 p, [%0], %1;\n"
        "@p bra done;\n"
        "bra again;\n"
        "done:\n"
        "}" ::"r"(smem_address(barrier)),
        "r"(parity)
        : "memory");
}

/// An L2 policy for bytes read once.
__device__ __forceinline__ uint64_t evict_first_policy() {
    uint64_t policy;
    asm volatile("createpolicy.fractional.L2::evict_first.b64 %0, 1.0;" : "=l"(policy));
    return policy;
}

/// Copies `bytes` (a multiple of 16) from global to shared memory; completion is counted on `barrier`.
__device__ __forceinline__ void bulk_copy(void *smem, const void *global, uint32_t bytes, uint64_t *barrier) {
    asm volatile("cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [%0], [%1], %2, [%3];" ::"r"(
                     smem_address(smem)),
                 "l"(global), "r"(bytes), "r"(smem_address(barrier))
                 : "memory");
}

__device__ __forceinline__ void bulk_copy_once(void *smem, const void *global, uint32_t bytes, uint64_t *barrier,
                                               uint64_t policy) {
    asm volatile(
        "cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes.L2::cache_hint [%0], [%1], %2, [%3], "
        "%4;" ::"r"(smem_address(smem)),
        "l"(global), "r"(bytes), "r"(smem_address(barrier)), "l"(policy)
        : "memory");
}

/// Brings `bytes` (a multiple of 16) into L2 without waiting.
__device__ __forceinline__ void prefetch_to_l2(const void *global, uint32_t bytes) {
    asm volatile("cp.async.bulk.prefetch.L2.global [%0], %1;" ::"l"(global), "r"(bytes) : "memory");
}

#endif

}  // namespace duplex::cuda
