import { AccessDenied, type Registry, type RegistryHive, type RegistryValue } from '../../../world/windows.ts';

/** Text of a registry value: REG_SZ, or the UTF-16 bytes with a final NUL that most Outlook builds write. */
export function textOf(value: RegistryValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.type === 'text' || value.type === 'expand') return upToNul(value.text);
  if (value.type !== 'bytes' || value.bytes.length % 2 !== 0) return undefined;
  return upToNul(new TextDecoder('utf-16le').decode(value.bytes));
}

const upToNul = (text: string): string => text.split('\0')[0] ?? '';

/** A number as DWORD, as little-endian bytes or as digits. */
export function numberOf(value: RegistryValue | undefined): number | undefined {
  if (value?.type === 'number') return value.number;
  if (value?.type === 'text' && /^\d{1,9}$/.test(value.text)) return Number(value.text);
  if (value?.type !== 'bytes' || value.bytes.length !== 4) return undefined;
  return value.bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

export interface Reader {
  text(hive: RegistryHive, key: string, name: string, view?: 32 | 64): Promise<string | undefined>;
  number(hive: RegistryHive, key: string, name: string, view?: 32 | 64): Promise<number | undefined>;
  value(hive: RegistryHive, key: string, name: string, view?: 32 | 64): Promise<RegistryValue | undefined>;
  names(hive: RegistryHive, key: string, view?: 32 | 64): Promise<string[]>;
  keys(hive: RegistryHive, key: string, view?: 32 | 64): Promise<string[]>;
}

/** Nobody may ever ask for a stored password, not even by mistake. */
const SECRET = /passw|kennwort|credential/i;

/** Reads that take refused access for absence: facts are gathered from what can be seen. */
export function readerOf(registry: Registry): Reader {
  const value: Reader['value'] = async (hive, key, name, view) =>
    SECRET.test(name) ? undefined : tolerant(() => registry.value(hive, key, name, view), undefined);
  return {
    value,
    text: async (hive, key, name, view) => textOf(await value(hive, key, name, view)),
    number: async (hive, key, name, view) => numberOf(await value(hive, key, name, view)),
    names: async (hive, key, view) => (await tolerant(() => registry.names(hive, key, view), [])).filter((name) => !SECRET.test(name)),
    keys: (hive, key, view) => tolerant(() => registry.keys(hive, key, view), []),
  };
}

async function tolerant<Value>(read: () => Promise<Value>, absent: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AccessDenied) return absent;
    throw error;
  }
}
