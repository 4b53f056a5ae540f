import type { Files } from '../../../world/machine.ts';
import type { OfficeInstallation } from '../office-facts.ts';
import type { Reader } from './registry-reading.ts';

const OFFICE = 'SOFTWARE\\Microsoft\\Office';
const VERSIONS = ['16.0', '15.0', '14.0'] as const;
const VIEWS = [64, 32] as const;

interface Candidate {
  kind: OfficeInstallation['kind'];
  folder: string;
  registryVersion: string;
  bitness: 32 | 64;
  productIds: string[];
  version: string | undefined;
  channel: string | undefined;
}

/** Every classic Outlook on this computer. A key without a program file behind it is a leftover and does not count. */
export async function findInstallations(reader: Reader, files: Files): Promise<OfficeInstallation[]> {
  const candidates = [...(await clickToRun(reader, files)), ...(await msi(reader)), ...(await appPaths(reader))];
  const found: OfficeInstallation[] = [];
  for (const candidate of candidates) {
    const installation = await onDisk(candidate, files);
    if (installation !== undefined && !found.some(({ program }) => program.toLowerCase() === installation.program.toLowerCase())) {
      found.push(installation);
    }
  }
  return found;
}

async function onDisk(candidate: Candidate, files: Files): Promise<OfficeInstallation | undefined> {
  const { folder, kind, registryVersion, bitness, productIds, version, channel } = candidate;
  const fileIn = async (name: string): Promise<string | undefined> => {
    const path = files.join(folder, name);
    return (await files.facts(path)) === undefined ? undefined : path;
  };
  const program = await fileIn('OUTLOOK.EXE');
  const applet = kind === 'store' ? undefined : await fileIn('MLCFG32.CPL');
  const olcfg = kind === 'store' ? undefined : await fileIn('OLCFG.EXE');
  if (program === undefined && applet === undefined) return undefined;
  return {
    product: productOf(productIds, registryVersion, kind),
    productIds,
    registryVersion,
    bitness,
    kind,
    program: program ?? files.join(folder, 'OUTLOOK.EXE'),
    ...(version === undefined ? {} : { version }),
    ...(channel === undefined ? {} : { channel }),
    ...(applet === undefined ? {} : { applet }),
    ...(olcfg === undefined ? {} : { olcfg }),
  };
}

async function clickToRun(reader: Reader, files: Files): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const view of VIEWS) {
    for (const [key, registryVersion] of [
      [`${OFFICE}\\ClickToRun\\Configuration`, '16.0'],
      [`${OFFICE}\\15.0\\ClickToRun\\Configuration`, '15.0'],
    ] as const) {
      const base = await reader.text('HKLM', key, 'InstallationPath', view);
      if (base === undefined || base === '') continue;
      const platform = await reader.text('HKLM', key, 'Platform', view);
      const version =
        (await reader.text('HKLM', key, 'VersionToReport', view)) ?? (await reader.text('HKLM', key, 'ClientVersionToReport', view));
      const channel = (await reader.text('HKLM', key, 'UpdateChannel', view)) ?? (await reader.text('HKLM', key, 'CDNBaseUrl', view));
      const ids = (await reader.text('HKLM', key, 'ProductReleaseIds', view)) ?? '';
      const productIds = ids
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== '');
      const office = `Office${registryVersion.split('.')[0] ?? '16'}`;
      for (const folder of [files.join(base, 'root', office), files.join(base, office), base]) {
        const bitness = bitnessOf(platform, folder);
        found.push({ kind: 'click-to-run', folder, registryVersion, bitness, productIds, version, channel });
      }
    }
  }
  return found;
}

async function msi(reader: Reader): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const view of VIEWS) {
    for (const registryVersion of VERSIONS) {
      const outlook = `${OFFICE}\\${registryVersion}\\Outlook`;
      const folder = await reader.text('HKLM', `${outlook}\\InstallRoot`, 'Path', view);
      if (folder === undefined || folder === '') continue;
      const platform = await reader.text('HKLM', outlook, 'Bitness', view);
      const version = await reader.text('HKLM', `${OFFICE}\\${registryVersion}\\Common\\ProductVersion`, 'LastProduct', view);
      const bitness = platform === undefined ? view : bitnessOf(platform, folder);
      found.push({ kind: 'msi', folder, registryVersion, bitness, productIds: [], version, channel: undefined });
    }
  }
  return found;
}

/** The last resort: where Windows itself would start Outlook from. Store packages are known by their folder. */
async function appPaths(reader: Reader): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const current = (await reader.text('HKCR', 'Outlook.Application\\CurVer', '')) ?? '';
  const major = /(\d+)$/.exec(current)?.[1] ?? '16';
  for (const hive of ['HKLM', 'HKCU'] as const) {
    for (const view of VIEWS) {
      const path = await reader.text(hive, 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\OUTLOOK.EXE', '', view);
      const folder = path?.replaceAll('"', '').replace(/\\[^\\]*$/, '');
      if (folder === undefined || folder === '') continue;
      const kind = /\\WindowsApps\\/i.test(folder) ? 'store' : 'msi';
      const registryVersion = `${/Office(\d\d)/i.exec(folder)?.[1] ?? major}.0`;
      found.push({
        kind,
        folder,
        registryVersion,
        bitness: bitnessOf(undefined, folder),
        productIds: [],
        version: undefined,
        channel: undefined,
      });
    }
  }
  return found;
}

function bitnessOf(platform: string | undefined, folder: string): 32 | 64 {
  if (platform !== undefined && /64/.test(platform)) return 64;
  if (platform !== undefined && /86|32/.test(platform)) return 32;
  return /\(x86\)/i.test(folder) ? 32 : 64;
}

/** Products of the same release cycle that hold no Outlook. */
const WITHOUT_OUTLOOK = /^(visio|project|access|publisher|onenote|skype|lync|word|excel|powerpoint)/i;

/** 16.0 is everything since 2016, so the release ids decide; an MSI of 16.0 can only be 2016. */
export function productOf(
  ids: readonly string[],
  registryVersion: string,
  kind: OfficeInstallation['kind'],
): OfficeInstallation['product'] {
  if (registryVersion === '15.0') return '2013';
  if (registryVersion !== '16.0') return 'older';
  const holding = ids.filter((id) => !WITHOUT_OUTLOOK.test(id));
  if (holding.some((id) => /365/.test(id))) return '365';
  for (const year of ['2024', '2021', '2019'] as const) {
    if (holding.some((id) => id.includes(year))) return year;
  }
  return kind === 'store' ? '365' : '2016';
}
