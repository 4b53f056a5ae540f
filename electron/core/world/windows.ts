import type { PowerShellFailure } from '../model/confirmation.ts';

/** A window of another program, by its handle; only ever windows of a process that Mailramp started. */
export type WindowHandle = number;

export interface WindowFacts {
  handle: WindowHandle;
  /** `#32770` for a dialog, `NUIDialog` for Office's own kind. */
  className: string;
  title: string;
  processId: number;
  /** The enabled one is the active dialog; its owner is disabled. */
  enabled: boolean;
  visible: boolean;
}

/** One control inside a window. `index` is its place in the order of creation (and of the Tab key), hidden ones counted. */
export interface ControlFacts {
  handle: WindowHandle;
  className: string;
  /** Dialog item id; 0 or -1 where there is none. */
  id: number;
  /** Caption of labels, buttons and group boxes; empty for fields, whose text `read` asks for. */
  caption: string;
  /** Window style bits: tell a group box from a push button, a password field from a plain one. */
  style: number;
  enabled: boolean;
  visible: boolean;
  index: number;
  /** Handle of the window or page that holds it. */
  parent: WindowHandle;
}

export type AgentFailure = 'gone' | 'hung' | 'disabled' | 'not-found' | 'not-supported' | 'timed-out' | 'cancelled' | 'access-denied';

export type AgentAnswer<Value> = { ok: true; value: Value } | { ok: false; reason: AgentFailure };

/** How a field is given its text: quietly, with change notifications, or character by character; each next way is louder. */
export type SettingWay = 'quiet' | 'notified' | 'characters';

export interface AgentOptions {
  /** Milliseconds for this one thing. */
  timeout: number;
  signal?: AbortSignal;
}

/**
 * Hands for foreign windows. No coordinates, no synthetic keyboard, no focus; nothing sleeps without a condition.
 * Implemented twice in `platform/windows`: by Win32 messages and by PowerShell; one contract suite runs against each.
 */
export interface WindowAgent {
  readonly kind: 'native' | 'powershell';
  /** Top-level windows of these processes, topmost first. */
  windows(processIds: readonly number[]): Promise<WindowFacts[]>;
  /** All controls below a window, depth first. */
  tree(window: WindowHandle, options: AgentOptions): Promise<AgentAnswer<ControlFacts[]>>;
  /** Text of a field, caption of a button, chosen line of a combo; a password field answers with its length in stars. */
  read(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<string>>;
  set(control: WindowHandle, text: string, way: SettingWay, options: AgentOptions): Promise<AgentAnswer<true>>;
  /** A radio button, check box, line of a combo or list, tab, or slider position, with the notifications a person would cause. */
  choose(
    control: WindowHandle,
    choice: { checked: boolean } | { line: number } | { tab: number } | { position: number },
    options: AgentOptions,
  ): Promise<AgentAnswer<true>>;
  /** Lines of a combo, list box, list view (cells joined by a tab) or tab control. */
  lines(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<string[]>>;
  /** State of a radio button or check box. */
  checked(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<boolean>>;
  /** Presses an enabled push button without waiting for what it opens. */
  press(control: WindowHandle, options: AgentOptions): Promise<AgentAnswer<true>>;
  /** Asks a window to close itself. */
  close(window: WindowHandle, options: AgentOptions): Promise<AgentAnswer<true>>;
  /** Looks again until `look` answers something, the time is over or the signal fires. */
  wait<Value>(look: () => Promise<Value | undefined>, options: AgentOptions): Promise<AgentAnswer<Value>>;
  dispose(): Promise<void>;
}

export type RegistryHive = 'HKCU' | 'HKLM' | 'HKCR';

/** A registry value: text, number or bytes. 64-bit numbers and other types come as bytes. */
export type RegistryValue =
  | { type: 'text' | 'expand'; text: string }
  | { type: 'number'; number: number }
  | { type: 'list'; texts: string[] }
  | { type: 'bytes'; bytes: Uint8Array };

/** The registry refused to be read or written: a policy, other rights, or a key that is marked for deletion. */
export class AccessDenied extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AccessDenied';
  }
}

/** The registry, in the 64-bit view unless `view` says 32. Absence is undefined; refusal of access rejects with AccessDenied. */
export interface Registry {
  value(hive: RegistryHive, key: string, name: string, view?: 32 | 64): Promise<RegistryValue | undefined>;
  /** Names only: no value is read, so that none is by mistake. */
  names(hive: RegistryHive, key: string, view?: 32 | 64): Promise<string[]>;
  keys(hive: RegistryHive, key: string, view?: 32 | 64): Promise<string[]>;
  exists(hive: RegistryHive, key: string, view?: 32 | 64): Promise<boolean>;
  set(key: string, name: string, value: RegistryValue): Promise<void>;
  remove(key: string, name: string): Promise<void>;
  /** With everything below it; only in HKEY_CURRENT_USER. */
  removeKey(key: string): Promise<void>;
}

export interface WindowsProcess {
  id: number;
  parent: number;
  /** File name, `OUTLOOK.EXE`. */
  name: string;
}

/** A process that runs. Ids come round again; with the moment of its start it is this one and no other. */
export interface RunningProcess {
  id: number;
  /** When it began, in units of 100 ns since 1601 (FILETIME), as digits. */
  started: string;
}

export interface LaunchOptions {
  /** For a person: it goes on when Mailramp ends. Otherwise it ends with it. */
  outlives?: boolean;
}

/** What only Windows has. Undefined on other systems. */
export interface Windows {
  registry: Registry;
  agent: WindowAgent;
  processes(): Promise<WindowsProcess[]>;
  /** The process of this id, Mailramp itself unless given; undefined when none of that id runs, or Windows does not say. */
  running(id?: number): Promise<RunningProcess | undefined>;
  /** Starts a program and gives its id; undefined when it could not be started. */
  launch(program: string, args: readonly string[], options?: LaunchOptions): Promise<number | undefined>;
  session(): Promise<{ remote: boolean; locked: boolean; elevated: boolean; otherUser: boolean; desktop: boolean }>;
  powershell: PowerShell;
}

/** What PowerShell says about itself before any script runs, so that it is known also where scripts are forbidden. */
export interface PowerShellFacts {
  version?: string;
  languageMode: 'full' | 'constrained' | 'restricted' | 'none' | 'unknown';
  /** `ready`: it runs our scripts; `restricted`: a rule forbids them; `missing`: not there, or may not be started; `unknown`: no answer. */
  state: 'ready' | 'restricted' | 'missing' | 'unknown';
}

export type PowerShellAnswer<Value> = { ok: true; value: Value } | { ok: false; reason: PowerShellFailure };

/** Accounts of one profile as Outlook's object model (`Namespace.Accounts`) has them. */
export interface OutlookAccounts {
  /** The profile that answered; Outlook that runs already keeps the one it has. */
  profile: string;
  /** Outlook did not run: it was started for this, and closed again. */
  started: boolean;
  /** `type` is OlAccountType: 0 Exchange, 1 IMAP, 2 POP3, 3 HTTP, 4 ActiveSync, 5 another. */
  accounts: { displayName: string; address: string; userName: string; type: number }[];
}

export interface StorePackage {
  name: string;
  version: string;
}

export interface OutlookCrash {
  /** ISO 8601, UTC. */
  time: string;
  /** File name of the part that failed. */
  module: string;
  /** Exception code, `c0000005`. */
  code: string;
}

/**
 * What only PowerShell reaches. It is started when first asked and serves one run; nothing asks for it while a set-up
 * works, so that all of that goes on where it is missing or restricted. No method rejects.
 */
export interface PowerShell {
  facts(options: AgentOptions): Promise<PowerShellFacts>;
  /** Starts Outlook where it does not run: without `consent` it does nothing, not even start PowerShell. `profile` empty: the default one. */
  outlookAccounts(request: { consent: boolean; profile: string }, options: AgentOptions): Promise<PowerShellAnswer<OutlookAccounts>>;
  /** Store packages of the new Outlook for this person. */
  newOutlook(options: AgentOptions): Promise<PowerShellAnswer<StorePackage[]>>;
  /** Crashes in the Application log of the last `days` days, newest first. */
  outlookCrashes(days: number, options: AgentOptions): Promise<PowerShellAnswer<OutlookCrash[]>>;
  /** Hands by UI Automation, for windows without standard controls; disposing it is disposing this. */
  agent: WindowAgent;
  /** Ends it; what is asked afterwards is cancelled. */
  dispose(): Promise<void>;
}
