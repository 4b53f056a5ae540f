import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLS } from '../../electron/contract/calls.ts';
import { callFrom, launch, type Launched, root } from './launch.ts';

const CANARY = 'canary-Zx9!ß-passwort';

let mailramp: Launched;
let server: Server;
let origin: string;
let visits = 0;
/** A name server that hears every question and answers none. */
let silent: Socket;

beforeAll(async () => {
  silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  server = createServer((_request, response) => {
    visits += 1;
    response.setHeader('access-control-allow-origin', '*');
    response.end('<h1>Elsewhere</h1>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  mailramp = await launch({ args: ['--dns', `127.0.0.1:${silent.address().port}`] });
});

afterAll(async () => {
  await mailramp.close();
  server.close();
  silent.close();
});

const inPage = (expression: string): Promise<unknown> => mailramp.page.evaluate(expression);
const stillThere = async (): Promise<void> => {
  expect(mailramp.page.url()).toBe('mailramp://app/index.html');
  expect(await callFrom(mailramp.page, 'start', {})).toHaveProperty('reference');
};

describe('The page', () => {
  it('is in the sandbox, apart from its preload, without Node', async () => {
    expect(await inPage('[typeof process, typeof require, typeof module, typeof Buffer, typeof global]')).toEqual(
      Array.from({ length: 5 }, () => 'undefined'),
    );
    const settings = await mailramp.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const read: unknown = contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences');
      const found: unknown = typeof read === 'function' ? Reflect.apply(read, contents, []) : undefined;
      return found;
    });
    expect(settings).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true });
  });

  it('is given three functions and cannot change them', async () => {
    expect(await inPage('Object.keys(window.mailramp).sort()')).toEqual(['call', 'cancel', 'on']);
    expect(await inPage(`(() => { try { window.mailramp.call = 1 } catch {} return typeof window.mailramp.call })()`)).toBe('function');
    expect(await inPage('[typeof window.electron, typeof window.ipcRenderer]')).toEqual(['undefined', 'undefined']);
  });

  it('carries the whole content policy', async () => {
    const policy = await mailramp.app.evaluate(async ({ BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      return (await session?.fetch('mailramp://app/index.html'))?.headers.get('content-security-policy');
    });
    expect(policy?.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'none'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ]);
  });

  it('runs no script but its own files', async () => {
    await inPage(
      `(() => { const one = document.createElement('script'); one.textContent = 'window.inlined = 1'; document.head.append(one) })()`,
    );
    await inPage(`document.body.insertAdjacentHTML('beforeend', '<img src="data:image/png;base64,x" onerror="window.inlined = 2">')`);
    expect(await inPage('typeof window.inlined')).toBe('undefined');
    await inPage(`new Promise((done) => { setTimeout('window.inlined = 3', 0); setTimeout(done, 20) })`);
    expect(await inPage('typeof window.inlined')).toBe('undefined');
  });

  it('reaches no network and no file', async () => {
    const outcome = (expression: string): Promise<unknown> => inPage(`${expression}.then(() => 'reached', () => 'refused')`);
    expect(await outcome(`fetch('${origin}/')`)).toBe('refused');
    expect(await outcome(`fetch('file:///etc/passwd')`)).toBe('refused');
    const loads = (url: string): string =>
      `new Promise((done, failed) => { const image = new Image(); image.onload = done; image.onerror = failed; image.src = '${url}' })`;
    expect(await outcome(loads(`${origin}/x.png`))).toBe('refused');
    expect(await outcome(loads('file:///usr/share/pixmaps/debian-logo.png'))).toBe('refused');
    expect(await outcome(loads('mailramp://app/..%2f..%2fpackage.json'))).toBe('refused');
    const socket = `new Promise((done, failed) => { const one = new WebSocket('${origin.replace('http', 'ws')}'); one.onopen = done; one.onerror = failed })`;
    expect(await outcome(socket)).toBe('refused');
    expect(visits).toBe(0);
  });

  it('cannot be led away, opens no window, no frame and no web view', async () => {
    for (const target of [`${origin}/`, 'file:///etc/passwd', 'mailramp://app/other.html', 'data:text/html,hi']) {
      await inPage(`void (location.href = '${target}')`);
      await inPage(
        `(() => { const one = document.createElement('a'); one.href = '${target}'; one.target = '_blank'; document.body.append(one); one.click() })()`,
      );
      expect(await inPage(`window.open('${target}') === null`)).toBe(true);
    }
    await inPage(`document.body.insertAdjacentHTML('beforeend', '<iframe src="${origin}/"></iframe><webview src="${origin}/"></webview>')`);
    await inPage(
      `(() => { const one = document.createElement('form'); one.action = '${origin}/'; document.body.append(one); one.submit() })()`,
    );
    await stillThere();
    const shown = await mailramp.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));
    expect(shown.filter((url) => !url.startsWith('devtools:'))).toEqual(['mailramp://app/index.html']);
    expect(visits).toBe(0);
  });

  it('is brought back from about:blank, where Chromium lets every page go', async () => {
    const back = mailramp.page.waitForURL('mailramp://app/index.html', { waitUntil: 'load' });
    await inPage(`void (location.href = 'about:blank')`).catch(() => undefined);
    await mailramp.page.waitForURL('about:blank').catch(() => undefined);
    await back;
    await mailramp.page.waitForURL('mailramp://app/index.html');
    await stillThere();
  });

  it('is given no permission, no device and no download', async () => {
    const states = await inPage(
      `Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`,
    );
    expect(new Set(Array.isArray(states) ? states : [])).toEqual(new Set(['denied']));
    expect(await inPage(`Notification.requestPermission()`)).toBe('denied');
    expect(await inPage(`navigator.mediaDevices?.getUserMedia({ audio: true }).then(() => 'given', () => 'refused') ?? 'absent'`)).not.toBe(
      'given',
    );
    expect(await inPage(`navigator.clipboard.readText().then(() => 'given', () => 'refused')`)).toBe('refused');
    const download = await mailramp.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise((done) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.session.once('will-download', (event) => setTimeout(() => done(event.defaultPrevented), 0));
          contents?.downloadURL('mailramp://app/index.html');
        }),
    );
    expect(download).toBe(true);
  });
});

describe('The door', () => {
  it('knows only the calls of the contract', async () => {
    for (const name of ['readFile', 'run', 'toString', '__proto__', 'constructor', '']) {
      await expect(callFrom(mailramp.page, name, {})).rejects.toThrow('unknown-call');
    }
    await expect(inPage(`window.mailramp.on('everything', () => undefined)`)).rejects.toThrow('unknown-event');
    const channels = await mailramp.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
    expect(channels.filter((channel) => channel.startsWith('mailramp:'))).toEqual(['mailramp:cancel']);
  });

  it('refuses malformed inputs of every call and keeps running', async () => {
    const odd = ['null', 'undefined', '7', '"text"', '[]', '{ address: 7 }', '{ password: "" }', '({}).toString', 'new Map([[1, 2]])'];
    const long = `'x'.repeat(1_000_000)`;
    const withInput = Object.keys(CALLS).filter((name) => !CALLS_WITHOUT_INPUT.includes(name));
    for (const name of withInput) {
      for (const input of [
        ...odd,
        `{ address: ${long}, fullName: '', password: ${long}, text: ${long}, title: ${long}, client: ${long} }`,
      ]) {
        const answer = await inPage(
          `window.mailramp.call('${name}', 'odd-' + Math.random(), ${input}).then(() => 'answered', () => 'refused')`,
        );
        expect(`${name}(${input.slice(0, 30)}) ${String(answer)}`).toContain('refused');
      }
    }
    for (const id of ['""', '7', '{}', 'null', `'x'.repeat(100)`, `'a b'`]) {
      await expect(inPage(`window.mailramp.call('start', ${id}, {})`)).rejects.toThrow('malformed-id');
    }
    await inPage(`[undefined, 7, {}, 'nobody'].forEach((id) => window.mailramp.cancel(id))`);
    await stillThere();
  });

  it('does not hear another window, another origin or a frame', async () => {
    const preload = path.join(root, 'out', 'preload', 'preload.cjs');
    const answers = await mailramp.app.evaluate(async ({ BrowserWindow }, file) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      const heard: unknown[] = [];
      for (const url of ['mailramp://app/index.html', 'data:text/html,<p>foreign</p>', 'about:blank']) {
        const own = url.startsWith('mailramp') && session !== undefined ? { session } : {};
        const other = new BrowserWindow({ show: false, webPreferences: { preload: file, ...own } });
        await other.loadURL(url);
        heard.push(
          await other.webContents.executeJavaScript(`window.mailramp.call('start', '1', {}).then(() => 'heard', (error) => error.message)`),
        );
        other.destroy();
      }
      return heard;
    }, preload);
    expect(answers).toEqual(['foreign-sender', 'foreign-sender', 'foreign-sender']);
  });

  it('ends a running call when it is cancelled', async () => {
    const reply = await inPage(`new Promise((done) => {
      window.mailramp.on('attemptStarted', () => window.mailramp.cancel('long'));
      window.mailramp.call('discover', 'long', { address: 'anna@firma.example', fullName: 'Anna' }).then(done, (error) => done(error.message));
    })`);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    await stillThere();
  });

  it('opens no page that the last discovery did not name', async () => {
    expect(await callFrom(mailramp.page, 'openPage', { page: 0 })).toEqual({ opened: false });
  });
});

describe('A password', () => {
  it('is nowhere after it was typed: not in replies, not on the console, not in arguments, not on the disk', async () => {
    const verify = (input: unknown): Promise<unknown> => callFrom(mailramp.page, 'verify', input).catch(String);
    const replies = [
      await verify({ password: CANARY, confirmedHosts: [] }),
      await verify({ password: CANARY, confirmedHosts: 'malformed' }),
      await verify({ password: CANARY.repeat(100), confirmedHosts: [] }),
      await callFrom(mailramp.page, 'report', {}),
    ];
    expect(JSON.stringify(replies)).not.toContain('canary');
    expect(mailramp.said.join('\n')).not.toContain('canary');
    const processes = await mailramp.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    for (const pid of processes) {
      const [args, environment] = ['cmdline', 'environ']
        .map((name) => `/proc/${pid}/${name}`)
        .map((file) => (existsSync(file) ? readFileSync(file, 'latin1') : ''));
      expect(args).not.toContain('canary');
      expect(environment).not.toContain('canary');
    }
    const holding = mailramp
      .written()
      .filter(({ text }) => text.includes('canary') || text.includes(Buffer.from(CANARY).toString('base64').slice(0, 12)));
    expect(holding.map((file) => file.path)).toEqual([]);
    expect(mailramp.written().some((file) => file.path.endsWith('trail.log'))).toBe(true);
  });
});

const CALLS_WITHOUT_INPUT = ['start', 'programs', 'openProgram', 'phone', 'valuesByHand', 'report', 'undo'];
