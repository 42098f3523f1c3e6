"""safetensors, written and read with nothing but numpy."""
import json
import struct
from pathlib import Path

import numpy

NAMES = {"F32": numpy.float32, "F16": numpy.float16, "F64": numpy.float64, "I8": numpy.int8, "I16": numpy.int16, "I64": numpy.int64, "I32": numpy.int32}


def write(path: Path, tensors: dict[str, numpy.ndarray], metadata: dict[str, str] | None = None) -> None:
    """Whole or not at all: a part file takes the name at the end."""
    types = {numpy.dtype(kind): name for name, kind in NAMES.items()}
    header, offset = {"__metadata__": metadata} if metadata else {}, 0
    for name in sorted(tensors):
        size = tensors[name].nbytes
        header[name] = {"dtype": types[tensors[name].dtype], "shape": list(tensors[name].shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    part = path.with_suffix(path.suffix + ".part")
    with part.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name in sorted(tensors):
            file.write(numpy.ascontiguousarray(tensors[name]).tobytes())
    part.rename(path)


def read(path: Path) -> dict[str, numpy.ndarray]:
    """bfloat16 comes back as float32."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header, tensors = json.loads(data[8 : 8 + length]), {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        if entry["dtype"] == "BF16":
            tensor = (numpy.frombuffer(data[begin:end], numpy.uint16).astype(numpy.uint32) << 16).view(numpy.float32)
        else:
            tensor = numpy.frombuffer(data[begin:end], NAMES[entry["dtype"]])
        tensors[name] = tensor.reshape(entry["shape"]).copy()
    return tensors
