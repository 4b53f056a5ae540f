import { AccessDenied, type Registry, type RegistryValue } from '../world/windows.ts';
import { isSecretName, MOST_NAMES, nameForFacts, type RawValue, rawOf, type SourceFacts } from './facts.ts';

const KEY = 'SOFTWARE\\Policies\\Mailramp';

type Hive = 'HKLM' | 'HKCU';

/** What Group Policy or an Intune profile put into the registry: values, and lists as a key with one value an entry. */
export async function registryFacts(registry: Registry, hive: Hive): Promise<SourceFacts> {
  const source = hive === 'HKLM' ? ('machine-policy' as const) : ('user-policy' as const);
  const base = { source, place: `${hive}\\${KEY}`, values: [] };
  try {
    if (!(await registry.exists(hive, KEY))) return { ...base, state: 'absent' };
    return { ...base, state: 'read', values: [...(await valuesIn(registry, hive)), ...(await listsIn(registry, hive))] };
  } catch (error) {
    if (error instanceof AccessDenied) return { ...base, state: 'unreadable', why: 'access-denied' };
    throw error;
  }
}

async function valuesIn(registry: Registry, hive: Hive): Promise<SourceFacts['values']> {
  const names = (await registry.names(hive, KEY)).filter((name) => name !== '').slice(0, MOST_NAMES);
  return Promise.all(names.map(async (name) => ({ name: nameForFacts(name), value: await valueOf(registry, hive, name) })));
}

const valueOf = async (registry: Registry, hive: Hive, name: string): Promise<RawValue> =>
  // A value that could be a secret is not even asked for.
  isSecretName(name) ? { unfit: 'secret' } : rawOf(name, plain(await registry.value(hive, KEY, name)));

/** Administrative templates write a list as a key of its own whose values are numbered, or named like the entry. */
async function listsIn(registry: Registry, hive: Hive): Promise<SourceFacts['values']> {
  const keys = (await registry.keys(hive, KEY)).slice(0, MOST_NAMES);
  return Promise.all(
    keys.map(async (key) => {
      const below = `${KEY}\\${key}`;
      const names = isSecretName(key) ? [] : (await registry.names(hive, below)).filter((name) => name !== '' && !isSecretName(name));
      const entries = await Promise.all(inOrder(names).map(async (name) => plain(await registry.value(hive, below, name))));
      return { name: nameForFacts(key), value: rawOf(key, entries) };
    }),
  );
}

const inOrder = (names: readonly string[]): string[] =>
  [...names].sort((one, other) => (Number(one) || 0) - (Number(other) || 0)).slice(0, MOST_NAMES);

function plain(value: RegistryValue | undefined): unknown {
  switch (value?.type) {
    case 'text':
    case 'expand':
      return value.text;
    case 'number':
      return value.number;
    case 'list':
      return value.texts;
    default:
      return undefined;
  }
}
