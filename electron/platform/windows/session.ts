import koffi from 'koffi';
import { userInfo } from 'node:os';
import type { Windows } from '../../core/world/windows.ts';

const REMOTE_SESSION = 0x1000;
const QUERY_TOKEN = 0x0008;
const ELEVATION = 20;
const USER_NAME = 5;
const CURRENT_SESSION = -1;
const DESKTOP_READ = 0x0001;

function declare() {
  const user = koffi.load('user32.dll');
  const kernel = koffi.load('kernel32.dll');
  const security = koffi.load('advapi32.dll');
  const out = koffi.out(koffi.pointer('intptr_t'));
  const length = koffi.out(koffi.pointer('uint32_t'));
  return {
    metric: user.func('__stdcall', 'GetSystemMetrics', 'int', ['int']),
    openDesktop: user.func('__stdcall', 'OpenInputDesktop', 'intptr_t', ['uint32_t', 'bool', 'uint32_t']),
    closeDesktop: user.func('__stdcall', 'CloseDesktop', 'bool', ['intptr_t']),
    thisProcess: kernel.func('__stdcall', 'GetCurrentProcess', 'intptr_t', []),
    closeHandle: kernel.func('__stdcall', 'CloseHandle', 'bool', ['intptr_t']),
    openToken: security.func('__stdcall', 'OpenProcessToken', 'bool', ['intptr_t', 'uint32_t', out]),
    tokenFacts: security.func('__stdcall', 'GetTokenInformation', 'bool', ['intptr_t', 'int', 'void *', 'uint32_t', length]),
  };
}

let loaded: ReturnType<typeof declare> | undefined;
const api = () => (loaded ??= declare());

function isElevated(): boolean {
  const token = [0];
  if (!api().openToken(api().thisProcess(), QUERY_TOKEN, token)) return false;
  const answer = Buffer.alloc(4);
  const known = Boolean(api().tokenFacts(Number(token[0]), ELEVATION, answer, answer.length, [0]));
  api().closeHandle(Number(token[0]));
  return known && answer.readUInt32LE(0) !== 0;
}

/** The desktop that takes input can be opened: false while the session is locked or has none. */
function hasDesktop(): boolean {
  const desktop = Number(api().openDesktop(0, false, DESKTOP_READ));
  if (desktop === 0) return false;
  api().closeDesktop(desktop);
  return true;
}

/** Who owns the session, by the Terminal Services; undefined where they do not say. */
function sessionUser(): string | undefined {
  try {
    const services = koffi.load('wtsapi32.dll');
    const text = koffi.out(koffi.pointer('str16', 2));
    const query = services.func('__stdcall', 'WTSQuerySessionInformationW', 'bool', [
      'intptr_t',
      'int32_t',
      'int',
      text,
      koffi.out(koffi.pointer('uint32_t')),
    ]);
    const name: unknown[] = [null];
    const known = Boolean(query(0, CURRENT_SESSION, USER_NAME, name, [0]));
    return known && typeof name[0] === 'string' && name[0] !== '' ? name[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The session Mailramp runs in, as far as Windows tells. Elevated with another account means the wrong HKEY_CURRENT_USER. */
export const sessionFacts: Windows['session'] = () => {
  const desktop = hasDesktop();
  const owner = sessionUser();
  return Promise.resolve({
    remote: Number(api().metric(REMOTE_SESSION)) !== 0,
    locked: !desktop,
    elevated: isElevated(),
    otherUser: owner !== undefined && owner.toLowerCase() !== userInfo().username.toLowerCase(),
    desktop,
  });
};
