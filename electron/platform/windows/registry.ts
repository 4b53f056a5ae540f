import koffi from 'koffi';
import { AccessDenied, type Registry, type RegistryHive, type RegistryValue } from '../../core/world/windows.ts';

/** Predefined keys of winreg.h as signed numbers. */
const HIVES: Readonly<Record<RegistryHive, number>> = { HKCR: -2147483648, HKCU: -2147483647, HKLM: -2147483646 };
const READ = 0x20019;
const WRITE = 0x20006;
const DELETE = 0x10000;
const VIEW = { 32: 0x0200, 64: 0x0100 } as const;
const SUCCESS = 0;
const FILE_NOT_FOUND = 2;
const TYPE = { text: 1, expand: 2, bytes: 3, number: 4, list: 7 } as const;
const MOST_BYTES = 1_048_576;

export class RegistryRefused extends AccessDenied {
  readonly code: number;

  constructor(code: number) {
    super(`The registry refused access (${code})`);
    this.code = code;
  }
}

function declare() {
  const api = koffi.load('advapi32.dll');
  const handle = koffi.out(koffi.pointer('intptr_t'));
  const number = koffi.inout(koffi.pointer('uint32_t'));
  // RegEnumValueW and RegEnumKeyExW are asked for names alone, and then take the same.
  const enumeration = ['intptr_t', 'uint32_t', 'void *', number, 'void *', 'void *', 'void *', 'void *'];
  return {
    open: api.func('__stdcall', 'RegOpenKeyExW', 'int32_t', ['intptr_t', 'str16', 'uint32_t', 'uint32_t', handle]),
    create: api.func('__stdcall', 'RegCreateKeyExW', 'int32_t', [
      'intptr_t',
      'str16',
      'uint32_t',
      'str16',
      'uint32_t',
      'uint32_t',
      'void *',
      handle,
      'void *',
    ]),
    close: api.func('__stdcall', 'RegCloseKey', 'int32_t', ['intptr_t']),
    query: api.func('__stdcall', 'RegQueryValueExW', 'int32_t', ['intptr_t', 'str16', 'void *', number, 'void *', number]),
    names: api.func('__stdcall', 'RegEnumValueW', 'int32_t', enumeration),
    keys: api.func('__stdcall', 'RegEnumKeyExW', 'int32_t', enumeration),
    set: api.func('__stdcall', 'RegSetValueExW', 'int32_t', ['intptr_t', 'str16', 'uint32_t', 'uint32_t', 'void *', 'uint32_t']),
    deleteValue: api.func('__stdcall', 'RegDeleteValueW', 'int32_t', ['intptr_t', 'str16']),
    deleteTree: api.func('__stdcall', 'RegDeleteTreeW', 'int32_t', ['intptr_t', 'str16']),
  };
}

let loaded: ReturnType<typeof declare> | undefined;
const api = () => (loaded ??= declare());

/** Opens a key, lets `work` use it and closes it; undefined when there is no such key. */
function withKey<Value>(hive: RegistryHive, key: string, access: number, work: (handle: number) => Value): Value | undefined {
  const out = [0];
  const code = Number(api().open(HIVES[hive], key, 0, access, out));
  if (code === FILE_NOT_FOUND) return undefined;
  if (code !== SUCCESS) throw new RegistryRefused(code);
  const handle = Number(out[0]);
  try {
    return work(handle);
  } finally {
    api().close(handle);
  }
}

const textOf = (bytes: Buffer): string => bytes.toString('utf16le').replace(/\0[\s\S]*$/, '');

function decode(type: number, bytes: Buffer): RegistryValue {
  if (type === TYPE.text) return { type: 'text', text: textOf(bytes) };
  if (type === TYPE.expand) return { type: 'expand', text: textOf(bytes) };
  if (type === TYPE.number && bytes.length >= 4) return { type: 'number', number: bytes.readUInt32LE(0) };
  if (type === TYPE.list)
    return {
      type: 'list',
      texts: bytes
        .toString('utf16le')
        .split('\0')
        .filter((text) => text !== ''),
    };
  return { type: 'bytes', bytes: new Uint8Array(bytes) };
}

function encode(value: RegistryValue): { type: number; bytes: Buffer } {
  switch (value.type) {
    case 'text':
    case 'expand':
      return { type: TYPE[value.type], bytes: Buffer.from(`${value.text}\0`, 'utf16le') };
    case 'number': {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(value.number >>> 0, 0);
      return { type: TYPE.number, bytes };
    }
    case 'list':
      return { type: TYPE.list, bytes: Buffer.from(`${value.texts.join('\0')}\0\0`, 'utf16le') };
    case 'bytes':
      return { type: TYPE.bytes, bytes: Buffer.from(value.bytes) };
  }
}

function queryValue(handle: number, name: string): RegistryValue | undefined {
  const type = [0];
  const size = [0];
  const asked = Number(api().query(handle, name, null, type, null, size));
  if (asked === FILE_NOT_FOUND || Number(size[0]) > MOST_BYTES) return undefined;
  if (asked !== SUCCESS) throw new RegistryRefused(asked);
  const bytes = Buffer.alloc(Math.max(Number(size[0]), 1));
  const read = Number(api().query(handle, name, null, type, bytes, size));
  return read === SUCCESS ? decode(Number(type[0]), bytes.subarray(0, Number(size[0]))) : undefined;
}

function enumerate(handle: number, next: ReturnType<typeof declare>['names']): string[] {
  const found: string[] = [];
  for (let index = 0; ; index += 1) {
    const name = Buffer.alloc(16_384 * 2);
    const length = [16_384];
    if (Number(next(handle, index, name, length, null, null, null, null)) !== SUCCESS) return found;
    found.push(name.toString('utf16le', 0, Number(length[0]) * 2));
  }
}

function setValue(key: string, name: string, value: RegistryValue): void {
  const out = [0];
  const code = Number(api().create(HIVES.HKCU, key, 0, null, 0, WRITE | VIEW[64], null, out, null));
  if (code !== SUCCESS) throw new RegistryRefused(code);
  const { type, bytes } = encode(value);
  const set = Number(api().set(Number(out[0]), name, 0, type, bytes, bytes.length));
  api().close(Number(out[0]));
  if (set !== SUCCESS) throw new RegistryRefused(set);
}

const parentOf = (key: string): { parent: string; name: string } => {
  const cut = key.lastIndexOf('\\');
  return { parent: key.slice(0, Math.max(cut, 0)), name: key.slice(cut + 1) };
};

/** The registry by advapi32; writing happens in HKEY_CURRENT_USER only. */
export const nativeRegistry = (): Registry => ({
  value: async (hive, key, name, view = 64) => withKey(hive, key, READ | VIEW[view], (handle) => queryValue(handle, name)),
  names: async (hive, key, view = 64) => withKey(hive, key, READ | VIEW[view], (handle) => enumerate(handle, api().names)) ?? [],
  keys: async (hive, key, view = 64) => withKey(hive, key, READ | VIEW[view], (handle) => enumerate(handle, api().keys)) ?? [],
  exists: async (hive, key, view = 64) => withKey(hive, key, READ | VIEW[view], () => true) ?? false,
  set: async (key, name, value) => setValue(key, name, value),
  remove: async (key, name) => {
    withKey('HKCU', key, WRITE | VIEW[64], (handle) => Number(api().deleteValue(handle, name)));
  },
  removeKey: async (key) => {
    const { parent, name } = parentOf(key);
    if (parent === '' || name === '') throw new RegistryRefused(SUCCESS);
    withKey('HKCU', parent, WRITE | READ | DELETE | VIEW[64], (handle) => Number(api().deleteTree(handle, name)));
  },
});
