import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, symlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

// A bare machine has no `unzip`; this reads the plain ZIP (no ZIP64, stored or deflated) that we fetch and have checked by hash.

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LINK = 0o120000;
const KIND = 0o170000;

/** Unpacks the entries for which `place(name)` gives a path relative to `folder`; undefined leaves one out. */
export async function unzip(file, folder, place) {
  const zip = await open(file);
  try {
    for (const entry of await directory(zip)) {
      const relative = place(entry.name);
      if (relative === undefined || entry.name.endsWith('/')) continue;
      const target = path.join(folder, relative);
      if (!target.startsWith(folder + path.sep)) throw new Error(`${entry.name} leads out of the folder`);
      await mkdir(path.dirname(target), { recursive: true });
      await write(file, zip, entry, target);
    }
  } finally {
    await zip.close();
  }
}

async function directory(zip) {
  const { size } = await zip.stat();
  const tail = await bytes(zip, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('This is no ZIP file');
  const count = tail.readUInt16LE(end + 10);
  const list = await bytes(zip, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (list.readUInt32LE(at) !== ENTRY) throw new Error('The ZIP file is damaged');
    const nameLength = list.readUInt16LE(at + 28);
    entries.push({
      name: list.toString('utf8', at + 46, at + 46 + nameLength),
      method: list.readUInt16LE(at + 10),
      packed: list.readUInt32LE(at + 20),
      mode: list.readUInt32LE(at + 38) >>> 16,
      header: list.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return entries;
}

async function write(file, zip, entry, target) {
  const header = await bytes(zip, entry.header, 30);
  const start = entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = entry.packed === 0 ? Readable.from([]) : createReadStream(file, { start, end: start + entry.packed - 1 });
  const plain = entry.method === 0 || entry.packed === 0 ? packed : packed.pipe(createInflateRaw());
  if ((entry.mode & KIND) === LINK) {
    const chunks = await plain.toArray();
    await symlink(Buffer.concat(chunks).toString('utf8'), target);
    return;
  }
  await pipeline(plain, createWriteStream(target));
  await chmod(target, entry.mode & 0o777 || 0o644);
}

async function bytes(zip, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await zip.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The ZIP file is damaged');
  return buffer;
}
