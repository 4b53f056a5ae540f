import type { Installation } from '../../model/plan.ts';
import type { World } from '../../world/world.ts';
import { linuxInstallations } from './installations-linux.ts';
import { exists, namesIn, versionIn } from './version.ts';

/** Older versions have no address books over CardDAV, and nobody maintains them. */
export const OLDEST_VERSION = 91;

/** Every Thunderbird of this computer, the one most probably used first. Only Linux was tried; the rest follows its documentation. */
export async function installations(world: World): Promise<Installation[]> {
  switch (world.machine.os) {
    case 'linux':
      return linuxInstallations(world);
    case 'windows':
      return windowsInstallations(world);
    case 'macos':
      return macInstallations(world);
  }
}

export const isSupported = ({ version }: Installation): boolean => version === undefined || Number.parseInt(version, 10) >= OLDEST_VERSION;

const STORE = 'MozillaThunderbird.MZLA_h5892qc0xkpca';

async function windowsInstallations(world: World): Promise<Installation[]> {
  const { files, home } = world.machine;
  const env = (name: string): string | undefined => world.machine.env(name);
  const local = env('LOCALAPPDATA') ?? files.join(home, 'AppData', 'Local');
  const roaming = env('APPDATA') ?? files.join(home, 'AppData', 'Roaming');
  const parents = [env('ProgramW6432'), env('ProgramFiles'), env('ProgramFiles(x86)'), local].filter((one) => one !== undefined);
  const found: Installation[] = [];
  for (const parent of new Set(parents)) {
    for (const name of (await namesIn(world, parent)).filter((one) => one.startsWith('Mozilla Thunderbird'))) {
      const folder = files.join(parent, name);
      const version = await versionIn(world, folder);
      if (version === undefined) continue;
      const program = files.join(folder, 'thunderbird.exe');
      found.push({
        client: 'thunderbird',
        kind: 'msi',
        version,
        program,
        programArguments: [],
        folder,
        root: files.join(roaming, 'Thunderbird'),
      });
    }
  }
  const store = files.join(local, 'Packages', STORE);
  if (await exists(world, store)) {
    const program = files.join(local, 'Microsoft', 'WindowsApps', 'thunderbird.exe');
    const root = files.join(store, 'LocalCache', 'Roaming', 'Thunderbird');
    found.push({ client: 'thunderbird', kind: 'store', program, programArguments: [], root });
  }
  return found;
}

async function macInstallations(world: World): Promise<Installation[]> {
  const { files, home } = world.machine;
  const found: Installation[] = [];
  for (const parent of ['/Applications', files.join(home, 'Applications')]) {
    for (const name of (await namesIn(world, parent)).filter((one) => /^Thunderbird.*\.app$/.test(one))) {
      const contents = files.join(parent, name, 'Contents');
      const version = await versionIn(world, files.join(contents, 'Resources'));
      if (version === undefined) continue;
      const folder = files.join(contents, 'MacOS');
      const program = files.join(folder, 'thunderbird');
      const root = files.join(home, 'Library', 'Thunderbird');
      found.push({ client: 'thunderbird', kind: 'application', version, program, programArguments: [], folder, root });
    }
  }
  return found;
}
