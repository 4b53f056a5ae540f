import { win32 } from './win32.ts';

const VM_ACCESS = 0x0008 | 0x0010 | 0x0020 | 0x0400;
const COMMIT = 0x1000;
const READ_WRITE = 0x04;
const RELEASE = 0x8000;

/** Whether a process is a 32-bit one: Office was that by default until 2019, and its pointers have 4 bytes. */
function isNarrow(handle: number): boolean {
  const narrow = [0];
  return Boolean(win32().isWow64(handle, narrow)) && narrow[0] !== 0;
}

/**
 * Memory inside another process, for the messages above WM_USER whose structures Windows does not carry across.
 * `narrow` says that structures in it must have the layout of 32-bit programs. Undefined when access is refused.
 */
export async function withRemoteMemory<Value>(
  processId: number,
  size: number,
  work: (memory: {
    address: number;
    narrow: boolean;
    write(bytes: Buffer): boolean;
    read(offset: number, length: number): Buffer | undefined;
  }) => Promise<Value>,
): Promise<Value | undefined> {
  const api = win32();
  const handle = Number(api.openProcess(VM_ACCESS, false, processId));
  if (handle === 0) return undefined;
  const address = Number(api.allocate(handle, 0, size, COMMIT, READ_WRITE));
  try {
    if (address === 0) return undefined;
    return await work({
      address,
      narrow: isNarrow(handle),
      write: (bytes) => Boolean(api.writeMemory(handle, address, bytes, bytes.length, 0)),
      read: (offset, length) => {
        const bytes = Buffer.alloc(length);
        return api.readMemory(handle, address + offset, bytes, length, 0) ? bytes : undefined;
      },
    });
  } finally {
    if (address !== 0) api.release(handle, address, 0, RELEASE);
    api.closeHandle(handle);
  }
}

/** Where the text of a structure stands in a 64-bit and in a 32-bit program, bytes. */
interface Place {
  size: number;
  pointerAt: number;
  lengthAt: number;
}

export interface ItemLayout {
  maskAt: number;
  mask: number;
  subItemAt?: number;
  wide: Place;
  narrow: Place;
}

/** LVITEMW and TCITEMW differ only in where the text pointer stands. */
export function itemWithText(
  layout: ItemLayout,
  { narrow }: { narrow: boolean },
  textAddress: number,
  length: number,
  subItem = 0,
): Buffer {
  const { size, pointerAt, lengthAt } = narrow ? layout.narrow : layout.wide;
  const item = Buffer.alloc(size);
  item.writeUInt32LE(layout.mask, layout.maskAt);
  if (layout.subItemAt !== undefined) item.writeInt32LE(subItem, layout.subItemAt);
  if (narrow) item.writeUInt32LE(textAddress, pointerAt);
  else item.writeBigInt64LE(BigInt(textAddress), pointerAt);
  item.writeInt32LE(length, lengthAt);
  return item;
}

export const LIST_ITEM: ItemLayout = {
  maskAt: 0,
  mask: 1,
  subItemAt: 8,
  wide: { size: 88, pointerAt: 24, lengthAt: 32 },
  narrow: { size: 60, pointerAt: 20, lengthAt: 24 },
};
export const TAB_ITEM: ItemLayout = {
  maskAt: 0,
  mask: 1,
  wide: { size: 40, pointerAt: 16, lengthAt: 24 },
  narrow: { size: 28, pointerAt: 12, lengthAt: 16 },
};

/** UTF-16 text up to its NUL. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
