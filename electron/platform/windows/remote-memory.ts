import { win32 } from './win32.ts';

const VM_ACCESS = 0x0008 | 0x0010 | 0x0020 | 0x0400;
const COMMIT = 0x1000;
const READ_WRITE = 0x04;
const RELEASE = 0x8000;

/**
 * Memory inside another process, for the messages above WM_USER whose structures Windows does not carry across.
 * The target must be 64-bit like this process: its pointers are written as 8 bytes. Undefined when access is refused.
 */
export async function withRemoteMemory<Value>(
  processId: number,
  size: number,
  work: (memory: {
    address: number;
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

/** LVITEMW and TCITEMW differ only in where the text pointer stands. */
export function itemWithText(
  layout: { size: number; maskAt: number; mask: number; subItemAt?: number; pointerAt: number; lengthAt: number },
  textAddress: number,
  length: number,
  subItem = 0,
): Buffer {
  const item = Buffer.alloc(layout.size);
  item.writeUInt32LE(layout.mask, layout.maskAt);
  if (layout.subItemAt !== undefined) item.writeInt32LE(subItem, layout.subItemAt);
  item.writeBigInt64LE(BigInt(textAddress), layout.pointerAt);
  item.writeInt32LE(length, layout.lengthAt);
  return item;
}

export const LIST_ITEM = { size: 88, maskAt: 0, mask: 1, subItemAt: 8, pointerAt: 24, lengthAt: 32 } as const;
export const TAB_ITEM = { size: 40, maskAt: 0, mask: 1, pointerAt: 16, lengthAt: 24 } as const;

/** UTF-16 text up to its NUL. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
