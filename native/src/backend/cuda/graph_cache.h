#pragma once
// CUDA graphs by batch size, captured ahead of the calls or the first time that size is needed.
#include <functional>
#include <map>

#include "backend/cuda/device.cuh"

namespace duplex::cuda {

class GraphCache {
 public:
    GraphCache() = default;
    GraphCache(const GraphCache &) = delete;
    GraphCache &operator=(const GraphCache &) = delete;
    ~GraphCache() { clear(); }

    // Launches the graph of `size`, made from what `record` launches on `stream`.
    void run(int size, cudaStream_t stream, const std::function<void()> &record) { CUDA_OK(cudaGraphLaunch(prepare(size, stream, record), stream)); }
    cudaGraphExec_t prepare(int size, cudaStream_t stream, const std::function<void()> &record) {
        auto found = graphs_.find(size);
        if (found == graphs_.end()) found = graphs_.emplace(size, capture(stream, record)).first;
        return found->second;
    }
    void clear() {
        for (auto &[size, graph] : graphs_) cudaGraphExecDestroy(graph);
        graphs_.clear();
    }

 private:
    static cudaGraphExec_t capture(cudaStream_t stream, const std::function<void()> &record) {
        cudaGraph_t captured = nullptr;
        cudaGraphExec_t graph = nullptr;
        CUDA_OK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
        try {
            record();
        } catch (...) {
            cudaStreamEndCapture(stream, &captured);
            if (captured) cudaGraphDestroy(captured);
            throw;
        }
        CUDA_OK(cudaStreamEndCapture(stream, &captured));
        const cudaError_t status = cudaGraphInstantiate(&graph, captured, 0);
        cudaGraphDestroy(captured);
        CUDA_OK(status);
        return graph;
    }
    std::map<int, cudaGraphExec_t> graphs_;
};

}  // namespace duplex::cuda
