/**
 * The few WASI preview 1 calls that a command-line program compiled to WebAssembly needs: arguments in, standard output and
 * one folder of files in memory out. Nothing of the machine is visible to the program: no disk, no environment, no network.
 */

const ERRNO_SUCCESS = 0;
const ERRNO_BADF = 8;
const ERRNO_NOENT = 44;
const FOLDER_FD = 3;
const FILETYPE_CHARACTER_DEVICE = 2;
const FILETYPE_DIRECTORY = 3;
const FILETYPE_REGULAR_FILE = 4;
const OPEN_CREATE = 1;
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

export interface ProgramResult {
  exitCode: number;
  stdout: string;
  files: Map<string, Uint8Array>;
}

class Exit extends Error {
  readonly exitCode: number;
  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** A growing byte array with a write position. */
class MemoryFile {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;
  #position = 0;

  write(chunk: Uint8Array): void {
    const end = this.#position + chunk.length;
    if (end > MAX_FILE_BYTES) throw new Error(`The program wrote more than ${MAX_FILE_BYTES} bytes into one file.`);
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#position);
    this.#position = end;
    this.#length = Math.max(this.#length, end);
  }

  seek(offset: number, whence: number): number {
    const from = whence === 0 ? 0 : whence === 1 ? this.#position : this.#length;
    this.#position = Math.max(0, from + offset);
    return this.#position;
  }

  content(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/**
 * Runs a WASI command once, in a fresh instance, to its end. Paths that it writes are relative to "/".
 * Throws what the program traps with.
 */
export async function runWasiProgram(module: WebAssembly.Module, args: string[]): Promise<ProgramResult> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const argBytes = args.map((arg) => encoder.encode(`${arg.replaceAll("\0", " ")}\0`));
  const stdout = new MemoryFile();
  const files = new Map<string, MemoryFile>();
  const open = new Map<number, MemoryFile>([
    [1, stdout],
    [2, new MemoryFile()],
  ]);
  let nextFd = FOLDER_FD + 1;
  let memory: WebAssembly.Memory;
  const view = () => new DataView(memory.buffer);
  const bytesAt = (pointer: number, length: number) => new Uint8Array(memory.buffer, pointer, length);

  const wasi = {
    args_sizes_get(countAt: number, sizeAt: number) {
      view().setUint32(countAt, args.length, true);
      view().setUint32(
        sizeAt,
        argBytes.reduce((sum, arg) => sum + arg.length, 0),
        true,
      );
      return ERRNO_SUCCESS;
    },
    args_get(pointersAt: number, bufferAt: number) {
      let at = bufferAt;
      argBytes.forEach((arg, index) => {
        view().setUint32(pointersAt + index * 4, at, true);
        bytesAt(at, arg.length).set(arg);
        at += arg.length;
      });
      return ERRNO_SUCCESS;
    },
    // Always the same moment, so that the same words give the same samples.
    clock_time_get(_clock: number, _precision: bigint, timeAt: number) {
      view().setBigUint64(timeAt, 0n, true);
      return ERRNO_SUCCESS;
    },
    fd_prestat_get(fd: number, prestatAt: number) {
      if (fd !== FOLDER_FD) return ERRNO_BADF;
      view().setUint32(prestatAt, 0, true);
      view().setUint32(prestatAt + 4, 1, true);
      return ERRNO_SUCCESS;
    },
    fd_prestat_dir_name(fd: number, pathAt: number, pathLength: number) {
      if (fd !== FOLDER_FD) return ERRNO_BADF;
      bytesAt(pathAt, pathLength).set(encoder.encode("/").subarray(0, pathLength));
      return ERRNO_SUCCESS;
    },
    fd_fdstat_get(fd: number, statAt: number) {
      if (fd !== 0 && fd !== FOLDER_FD && !open.has(fd)) return ERRNO_BADF;
      const type = fd === FOLDER_FD ? FILETYPE_DIRECTORY : fd < FOLDER_FD ? FILETYPE_CHARACTER_DEVICE : FILETYPE_REGULAR_FILE;
      view().setUint8(statAt, type);
      view().setUint16(statAt + 2, 0, true);
      view().setBigUint64(statAt + 8, ALL_RIGHTS, true);
      view().setBigUint64(statAt + 16, ALL_RIGHTS, true);
      return ERRNO_SUCCESS;
    },
    fd_fdstat_set_flags: () => ERRNO_SUCCESS,
    path_open(
      _folder: number,
      _lookup: number,
      pathAt: number,
      pathLength: number,
      openFlags: number,
      _rights: bigint,
      _inheriting: bigint,
      _flags: number,
      fdAt: number,
    ) {
      if ((openFlags & OPEN_CREATE) === 0) return ERRNO_NOENT;
      const path = decoder.decode(bytesAt(pathAt, pathLength));
      const file = new MemoryFile();
      files.set(path, file);
      open.set(nextFd, file);
      view().setUint32(fdAt, nextFd++, true);
      return ERRNO_SUCCESS;
    },
    fd_write(fd: number, vectorsAt: number, vectorCount: number, writtenAt: number) {
      const file = open.get(fd);
      if (!file) return ERRNO_BADF;
      let written = 0;
      for (let k = 0; k < vectorCount; k++) {
        const pointer = view().getUint32(vectorsAt + k * 8, true);
        const length = view().getUint32(vectorsAt + k * 8 + 4, true);
        file.write(bytesAt(pointer, length));
        written += length;
      }
      view().setUint32(writtenAt, written, true);
      return ERRNO_SUCCESS;
    },
    fd_read(_fd: number, _vectorsAt: number, _vectorCount: number, readAt: number) {
      view().setUint32(readAt, 0, true);
      return ERRNO_SUCCESS;
    },
    fd_seek(fd: number, offset: bigint, whence: number, positionAt: number) {
      const file = open.get(fd);
      if (!file) return ERRNO_BADF;
      view().setBigUint64(positionAt, BigInt(file.seek(Number(offset), whence)), true);
      return ERRNO_SUCCESS;
    },
    fd_close(fd: number) {
      return fd > FOLDER_FD && open.delete(fd) ? ERRNO_SUCCESS : ERRNO_BADF;
    },
    proc_exit(exitCode: number) {
      throw new Exit(exitCode);
    },
  };

  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi });
  memory = instance.exports.memory as WebAssembly.Memory;
  let exitCode = 0;
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    exitCode = error.exitCode;
  }
  const contents = new Map([...files].map(([path, file]) => [path, file.content()]));
  return { exitCode, stdout: decoder.decode(stdout.content()), files: contents };
}
