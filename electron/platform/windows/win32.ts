import koffi from 'koffi';

/** HWND, HANDLE, LPARAM and HKEY travel as signed numbers; 64-bit values of ours never exceed 2^53. */
type Handle = number;

/** How the last parameter of a message is read: a number, a text in, or a buffer both ways. */
type SendNumber = (
  window: Handle,
  message: number,
  w: number,
  l: number,
  flags: number,
  timeout: number,
  result: number[],
) => Promise<number>;

const asNumber = (value: unknown): number => Number(value);

/** A koffi function as a promise: it runs on a worker thread, so that a hung window cannot hang this program. */
function offThread(name: koffi.KoffiFunction): (...args: unknown[]) => Promise<number> {
  return (...args) =>
    new Promise((resolve, reject) => {
      name.async(...args, (error: unknown, value: unknown) =>
        error === null || error === undefined ? resolve(asNumber(value)) : reject(new Error('Win32 call failed')),
      );
    });
}

function declare() {
  const user = koffi.load('user32.dll');
  const kernel = koffi.load('kernel32.dll');
  const EachWindow = koffi.proto('bool __stdcall MailrampEachWindow(intptr_t window, intptr_t data)');
  const send = (last: string): koffi.KoffiFunction =>
    user.func('__stdcall', 'SendMessageTimeoutW', 'intptr_t', [
      'intptr_t',
      'uint32_t',
      'uintptr_t',
      last,
      'uint32_t',
      'uint32_t',
      koffi.out(koffi.pointer('uintptr_t')),
    ]);
  const sendNumber: SendNumber = offThread(send('intptr_t'));
  return {
    enumWindows: user.func('__stdcall', 'EnumWindows', 'bool', [koffi.pointer(EachWindow), 'intptr_t']),
    enumChildWindows: user.func('__stdcall', 'EnumChildWindows', 'bool', ['intptr_t', koffi.pointer(EachWindow), 'intptr_t']),
    getClassName: user.func('__stdcall', 'GetClassNameW', 'int', ['intptr_t', 'void *', 'int']),
    getWindowText: user.func('__stdcall', 'GetWindowTextW', 'int', ['intptr_t', 'void *', 'int']),
    getProcess: user.func('__stdcall', 'GetWindowThreadProcessId', 'uint32_t', ['intptr_t', koffi.out(koffi.pointer('uint32_t'))]),
    getParent: user.func('__stdcall', 'GetParent', 'intptr_t', ['intptr_t']),
    getAncestor: user.func('__stdcall', 'GetAncestor', 'intptr_t', ['intptr_t', 'uint32_t']),
    getControlId: user.func('__stdcall', 'GetDlgCtrlID', 'int', ['intptr_t']),
    getStyle: user.func('__stdcall', 'GetWindowLongW', 'int32_t', ['intptr_t', 'int']),
    isWindow: user.func('__stdcall', 'IsWindow', 'bool', ['intptr_t']),
    isVisible: user.func('__stdcall', 'IsWindowVisible', 'bool', ['intptr_t']),
    isEnabled: user.func('__stdcall', 'IsWindowEnabled', 'bool', ['intptr_t']),
    isHung: user.func('__stdcall', 'IsHungAppWindow', 'bool', ['intptr_t']),
    post: user.func('__stdcall', 'PostMessageW', 'bool', ['intptr_t', 'uint32_t', 'uintptr_t', 'intptr_t']),
    sendNumber,
    sendText: offThread(send('str16')),
    sendBuffer: offThread(send('void *')),
    openProcess: kernel.func('__stdcall', 'OpenProcess', 'intptr_t', ['uint32_t', 'bool', 'uint32_t']),
    exitCode: kernel.func('__stdcall', 'GetExitCodeProcess', 'bool', ['intptr_t', koffi.out(koffi.pointer('uint32_t'))]),
    isWow64: kernel.func('__stdcall', 'IsWow64Process', 'bool', ['intptr_t', koffi.out(koffi.pointer('int32_t'))]),
    processTimes: kernel.func('__stdcall', 'GetProcessTimes', 'bool', ['intptr_t', 'void *', 'void *', 'void *', 'void *']),
    closeHandle: kernel.func('__stdcall', 'CloseHandle', 'bool', ['intptr_t']),
    allocate: kernel.func('__stdcall', 'VirtualAllocEx', 'intptr_t', ['intptr_t', 'intptr_t', 'uintptr_t', 'uint32_t', 'uint32_t']),
    release: kernel.func('__stdcall', 'VirtualFreeEx', 'bool', ['intptr_t', 'intptr_t', 'uintptr_t', 'uint32_t']),
    readMemory: kernel.func('__stdcall', 'ReadProcessMemory', 'bool', ['intptr_t', 'intptr_t', 'void *', 'uintptr_t', 'intptr_t']),
    writeMemory: kernel.func('__stdcall', 'WriteProcessMemory', 'bool', ['intptr_t', 'intptr_t', 'void *', 'uintptr_t', 'intptr_t']),
    sessionOf: kernel.func('__stdcall', 'ProcessIdToSessionId', 'bool', ['uint32_t', koffi.out(koffi.pointer('uint32_t'))]),
    snapshot: kernel.func('__stdcall', 'CreateToolhelp32Snapshot', 'intptr_t', ['uint32_t', 'uint32_t']),
    firstProcess: kernel.func('__stdcall', 'Process32FirstW', 'bool', ['intptr_t', 'void *']),
    nextProcess: kernel.func('__stdcall', 'Process32NextW', 'bool', ['intptr_t', 'void *']),
    eachWindow: koffi.pointer(EachWindow),
  };
}

export type Win32 = ReturnType<typeof declare>;

let loaded: Win32 | undefined;

/** The Win32 functions Mailramp calls, loaded on first use; only Windows has them. */
export const win32 = (): Win32 => (loaded ??= declare());

/** A text that a function writes into a buffer of UTF-16 and whose length it returns. */
export function textFrom(call: (buffer: Buffer, size: number) => unknown, size = 512): string {
  const buffer = Buffer.alloc(size * 2);
  const length = asNumber(call(buffer, size));
  return buffer.toString('utf16le', 0, Math.max(0, Math.min(length, size)) * 2);
}
