import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Folders of koffi's ready-made binaries for what is packed. */
const NATIVE = {
  linux: { x64: 'linux_x64', arm64: 'linux_arm64' },
  win32: { x64: 'win32_x64', arm64: 'win32_arm64' },
  darwin: { x64: 'darwin_x64', arm64: 'darwin_arm64' },
};

/**
 * What is packed, and how tightly: bundles only, no sources, no tests, no demo host, and every fuse that opens Electron
 * to other programs blown. `electronDist` is a folder with a plain Electron of `electronVersion`.
 */
export function packageConfig({ electronDist, electronVersion, output = path.join(root, 'release') }) {
  const native = NATIVE[process.platform]?.[process.arch];
  return {
    appId: 'org.mailramp.Mailramp',
    productName: 'Mailramp',
    executableName: 'mailramp',
    copyright: 'MIT licence',
    buildVersion: version,
    directories: { app: root, output, buildResources: import.meta.dirname },
    electronDist,
    electronVersion,
    npmRebuild: false,
    asar: true,
    files: [
      '!**/*',
      'package.json',
      'LICENSE',
      'out/main/**',
      'out/preload/**',
      'out/renderer/**',
      'out/page/**',
      'out/scenes/data/**',
      'assets/powershell/*.ps1',
      'node_modules/koffi/{package.json,index.js,indirect.js,LICENSE.txt}',
      `node_modules/koffi/build/koffi/${native}/**`,
    ],
    // PowerShell's scripts lie open, so that anybody can read what would be typed.
    asarUnpack: ['node_modules/koffi/build/**', 'assets/powershell/**'],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    linux: { target: 'dir', category: 'Network;Email', synopsis: 'Sets up mail, calendar and contacts' },
  };
}
