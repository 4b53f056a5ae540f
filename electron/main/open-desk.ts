import { app, type BrowserWindow, clipboard, dialog, type Session as BrowserSession, shell } from 'electron';
import { createOnboarding } from '../core/onboarding/index.ts';
import { createTranslator } from '../wording/index.ts';
import { createWorld, type WorldOptions } from '../platform/world.ts';
import { catalogues } from './catalogues.ts';
import type { Launch } from './command-line.ts';
import { type DemoHost, readDemoHost } from './demo-host.ts';
import type { Desk, Shell } from './desk.ts';
import { signedInName } from './person.ts';
import { proxyFromPac } from './proxy.ts';
import { isRemoteSession } from '../platform/machine/remote-session.ts';
import type { Session } from './session.ts';
import type { Trail } from './trail.ts';

export interface DeskOptions {
  launch: Launch;
  /** Asked for the system's proxy. */
  session: BrowserSession;
  run: Session;
  trail: Trail;
  window: () => BrowserWindow | undefined;
}

/** Brings the real world, the story and Electron's own services together. */
export async function openDesk({ launch, session, run, trail, window }: DeskOptions): Promise<Desk> {
  const demo = launch.demoHost === undefined ? undefined : await readDemoHost(launch.demoHost);
  const locale = launch.locale ?? (app.getLocale().startsWith('de') ? 'de' : 'en');
  const world = createWorld(worldOptions(launch, demo, session));
  app.once('will-quit', () => void world.windows?.powershell.dispose());
  return {
    world,
    onboarding: createOnboarding(world),
    session: run,
    trail,
    shell: shellOf(window),
    translate: await createTranslator(locale, catalogues[locale]),
    opening: {
      version: app.getVersion(),
      locale,
      os: world.machine.os,
      demo: demo !== undefined,
      ...(demo === undefined ? {} : { demoPassword: demo.password }),
      details: launch.details,
      remoteSession: isRemoteSession(world.machine.os, (name) => world.machine.env(name)),
      prefill: {
        address: launch.address || (demo?.address ?? ''),
        fullName: launch.fullName || demo?.fullName || (await signedInName()),
      },
      company: '',
    },
  };
}

function worldOptions({ dns, ca }: Launch, demo: DemoHost | undefined, session: BrowserSession): WorldOptions {
  if (demo !== undefined) {
    return { dnsServer: demo.dns, trustAnchors: [demo.ca], ports: demo.ports, proxy: () => Promise.resolve(undefined) };
  }
  return {
    ...(dns === undefined ? {} : { dnsServer: dns }),
    ...(ca === undefined ? {} : { trustAnchors: [ca] }),
    proxy: async (url) => proxyFromPac(await session.resolveProxy(url)),
  };
}

const shellOf = (window: () => BrowserWindow | undefined): Shell => ({
  async askWhereToSave(name) {
    const parent = window();
    const options = { defaultPath: name };
    const { canceled, filePath } =
      parent === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
    return canceled || filePath === '' ? undefined : filePath;
  },
  copy: (text) => void clipboard.writeText(text),
  browse: (url) => shell.openExternal(url),
  nameWindow: (title) => window()?.setTitle(title),
});
