#pragma once
#include <napi.h>

// loadModel(folder, options): Promise<NativeModel>. Reads and converts the weights on a thread of libuv's pool.
Napi::Value load_model(const Napi::CallbackInfo& info);
