import { gzipSync } from "node:zlib";

export interface TarEntry {
  name: string;
  content?: string | Buffer;
  /** tar's letter: 0 a file, 2 a symbolic link, 5 a folder, x a header about the next entry. */
  type?: string;
  linkTo?: string;
}

export function makeTar(entries: TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(makeEntry), Buffer.alloc(1024)]);
}

export const makeTgz = (entries: TarEntry[]): Buffer => gzipSync(makeTar(entries));

function makeEntry({ name, content = "", type = "0", linkTo = "" }: TarEntry): Buffer[] {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write("0000644\0", 100);
  header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.fill(" ", 148, 156);
  header.write(type, 156);
  header.write(linkTo, 157, 100);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
