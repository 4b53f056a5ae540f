import type { Installation } from '../../model/plan.ts';
import type { World } from '../../world/world.ts';
import { exists, namesIn, versionIn } from './version.ts';

const PACKAGED = ['/usr/lib/thunderbird', '/usr/lib64/thunderbird', '/usr/lib/thunderbird-esr'];
const UNPACKED = ['/opt/thunderbird', '/usr/local/lib/thunderbird', '/usr/local/thunderbird'];
const UNPACKED_AT_HOME = [
  'thunderbird',
  'opt/thunderbird',
  '.local/opt/thunderbird',
  '.local/share/thunderbird',
  'bin/thunderbird',
  'Applications/thunderbird',
];
const STARTERS = ['/usr/bin/thunderbird', '/usr/bin/thunderbird-esr'];
const FLATPAK = /^org\.mozilla\.[Tt]hunderbird/;

/** Package, unpacked archive, Snap and Flatpak, in this order. */
export async function linuxInstallations(world: World): Promise<Installation[]> {
  const found = [...(await ownFolders(world)), ...(await snap(world)), ...(await flatpaks(world))];
  const used = await Promise.all(found.map(async (one) => ({ one, used: await hasProfiles(world, one) })));
  return [...used.filter((entry) => entry.used), ...used.filter((entry) => !entry.used)].map(({ one }) => one);
}

async function hasProfiles(world: World, { root }: Installation): Promise<boolean> {
  return root !== undefined && (await exists(world, world.machine.files.join(root, 'profiles.ini')));
}

async function ownFolders(world: World): Promise<Installation[]> {
  const { files, home } = world.machine;
  const onPath: string[] = [];
  for (const folder of (world.machine.env('PATH') ?? '').split(':').filter((entry) => entry.startsWith('/'))) {
    const program = files.join(folder, 'thunderbird');
    const real = await files.realPath(program);
    if (real !== program) onPath.push(real.slice(0, real.lastIndexOf('/')));
  }
  const folders = [...PACKAGED, ...onPath, ...UNPACKED, ...UNPACKED_AT_HOME.map((folder) => files.join(home, folder))];
  const found = new Map<string, Installation>();
  for (const candidate of folders) {
    // The program names its installation by the folder in which it really is.
    const folder = await files.realPath(candidate);
    if (found.has(folder) || folder === '') continue;
    const version = await versionIn(world, folder);
    if (version === undefined || !(await isThunderbird(world, folder))) continue;
    const packaged = folder.startsWith('/usr/lib');
    const program = (packaged ? await starter(world) : undefined) ?? files.join(folder, 'thunderbird');
    const kind = packaged ? 'package' : 'tarball';
    found.set(folder, { client: 'thunderbird', kind, version, program, programArguments: [], folder, root: await rootAtHome(world) });
  }
  return [...found.values()];
}

async function isThunderbird(world: World, folder: string): Promise<boolean> {
  for (const name of ['thunderbird', 'thunderbird-bin']) {
    if (await exists(world, world.machine.files.join(folder, name))) return true;
  }
  return false;
}

async function starter(world: World): Promise<string | undefined> {
  for (const program of STARTERS) {
    if (await exists(world, program)) return program;
  }
  return undefined;
}

/** Debian once called the program Icedove and may still have its folder, without a link to it. */
async function rootAtHome(world: World): Promise<string> {
  const { files, home } = world.machine;
  const root = files.join(home, '.thunderbird');
  const former = files.join(home, '.icedove');
  return !(await exists(world, root)) && (await exists(world, files.join(former, 'profiles.ini'))) ? former : root;
}

async function snap(world: World): Promise<Installation[]> {
  const { files, home } = world.machine;
  const current = '/snap/thunderbird/current';
  if (!(await exists(world, current))) return [];
  const version = (await versionIn(world, files.join(current, 'usr/lib/thunderbird'))) ?? (await versionIn(world, current));
  const root = files.join(home, 'snap/thunderbird/common/.thunderbird');
  const program = '/snap/bin/thunderbird';
  return [{ client: 'thunderbird', kind: 'snap', ...(version === undefined ? {} : { version }), program, programArguments: [], root }];
}

async function flatpaks(world: World): Promise<Installation[]> {
  const { files, home } = world.machine;
  const found = new Map<string, Installation>();
  for (const apps of [files.join(home, '.local/share/flatpak/app'), '/var/lib/flatpak/app']) {
    for (const id of (await namesIn(world, apps)).filter((name) => FLATPAK.test(name))) {
      const version = await versionIn(world, files.join(apps, id, 'current/active/files/lib/thunderbird'));
      const root = files.join(home, '.var/app', id, '.thunderbird');
      if (found.has(id)) continue;
      const start = { program: 'flatpak', programArguments: ['run', id] };
      found.set(id, { client: 'thunderbird', kind: 'flatpak', ...(version === undefined ? {} : { version }), ...start, root });
    }
  }
  return [...found.values()];
}
