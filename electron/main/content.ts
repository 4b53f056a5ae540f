import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomScheme, Session } from 'electron';

/** The window's own scheme: nothing is loaded from files or from the network. */
export const SCHEME = 'mailramp';
export const ORIGIN = `${SCHEME}://app`;
export const FIRST_PAGE = `${ORIGIN}/index.html`;

/** To be registered before Electron is ready. */
export const CONTENT_SCHEME: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true } };

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=()',
  'cache-control': 'no-store',
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file a request means, or undefined: another host, a way out of `folder`, or a kind of file the window has no use for. */
export function fileFor(folder: string, url: string): { file: string; type: string } | undefined {
  if (!isOurs(url)) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
  const file = path.normalize(path.join(folder, name));
  const type = TYPES[path.extname(file)];
  return type === undefined || name.includes('\0') || !file.startsWith(folder + path.sep) ? undefined : { file, type };
}

/** Whether an address belongs to the window itself. */
export function isOurs(url: string): boolean {
  return URL.canParse(url) && url.startsWith(`${ORIGIN}/`);
}

/** Serves `folder` under the window's own scheme, every answer with the whole policy. */
export function serveContent(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async ({ url, method }) => {
    const found = method === 'GET' ? fileFor(folder, url) : undefined;
    const body = found === undefined ? undefined : await readFile(found.file).catch(() => undefined);
    if (found === undefined || body === undefined) return new Response('', { status: 404, headers: HEADERS });
    return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': found.type } });
  });
}
