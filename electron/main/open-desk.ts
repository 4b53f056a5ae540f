import path from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, type Session as BrowserSession, shell } from 'electron';
import { createOnboarding } from '../core/onboarding/index.ts';
import { gatherPolicy, judgePolicy, noPolicy, type Policy } from '../core/policy/index.ts';
import type { World } from '../core/world/world.ts';
import { createTranslator } from '../wording/index.ts';
import { createWorld, type WorldOptions } from '../platform/world.ts';
import { catalogues } from './catalogues.ts';
import type { Launch } from './command-line.ts';
import { type DemoHost, readDemoHost } from './demo-host.ts';
import { appearanceOf } from './appearance.ts';
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
  const world = createWorld(worldOptions(launch, demo, session));
  const policy = await policyFor(world, demo, trail);
  const { values } = policy;
  const locale = launch.locale ?? values.locale ?? (app.getLocale().startsWith('de') ? 'de' : 'en');
  app.once('will-quit', () => void world.windows?.powershell.dispose());
  return {
    world,
    onboarding: createOnboarding(world, values),
    policy,
    session: run,
    trail,
    shell: { ...shellOf(window), ...filmsOf(session) },
    translate: await createTranslator(locale, catalogues[locale]),
    opening: {
      version: app.getVersion(),
      locale,
      os: world.machine.os,
      demo: demo !== undefined,
      ...(demo === undefined ? {} : { demoPassword: demo.password }),
      details: launch.details || values.details,
      remoteSession: isRemoteSession(world.machine.os, (name) => world.machine.env(name)),
      prefill: {
        address: launch.address || (demo?.address ?? ''),
        fullName: launch.fullName || demo?.fullName || (values.fullNameSource === 'ask' ? '' : await signedInName()),
      },
      ...appearanceOf(values),
    },
  };
}

/** The settings of this computer; the demo knows none, so that it is the same everywhere. */
async function policyFor(world: World, demo: DemoHost | undefined, trail: Trail): Promise<Policy> {
  const policy = judgePolicy(demo === undefined ? await gatherPolicy(world) : noPolicy);
  const set = policy.decided.filter(({ source }) => source !== 'built-in');
  trail.note('policy', {
    set: set.map(({ setting, source }) => `${setting} ${source}`),
    refused: policy.refused.map(({ name = '', reason, source }) => `${name} ${reason} ${source}`),
  });
  return policy;
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

/** Films are drawn by the window's own session: it reaches nothing but the window's own files. */
const filmsOf = (session: BrowserSession): Pick<Shell, 'film' | 'page'> => ({
  film: async (request, signal) => (await import('./film/make-film.ts')).makeFilm(session, request, signal),
  async page(request) {
    const { walkthroughPage } = await import('../platform/documents/walkthrough-page.ts');
    const page = await walkthroughPage(path.join(app.getAppPath(), 'out'), request);
    if (page === undefined) throw new Error(`${request.scene} is not drawn`);
    return { name: `${request.scene}.html`, bytes: new TextEncoder().encode(page) };
  },
});

const shellOf = (window: () => BrowserWindow | undefined): Omit<Shell, 'film' | 'page'> => ({
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
