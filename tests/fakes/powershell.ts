import type { PowerShellFailure } from '../../electron/core/model/confirmation.ts';
import type {
  ControlFacts,
  OutlookAccounts,
  OutlookCrash,
  PowerShell,
  PowerShellAnswer,
  PowerShellFacts,
  StorePackage,
  WindowAgent,
  WindowHandle,
} from '../../electron/core/world/windows.ts';

export interface FakePowerShell extends PowerShell {
  /** Everything it was asked, in order; empty: it was never started. */
  readonly asked: string[];
  disposed: boolean;
  /** What it answers; a reason instead of a value is a failure. */
  says: {
    facts: PowerShellFacts;
    outlook: OutlookAccounts | PowerShellFailure;
    store: StorePackage[] | PowerShellFailure;
    crashes: OutlookCrash[] | PowerShellFailure;
    /** Trees of UI Automation by window; every other window is not supported. */
    trees: Map<WindowHandle, ControlFacts[]>;
  };
}

const answer = <Value extends object>(value: Value | PowerShellFailure): Promise<PowerShellAnswer<Value>> =>
  Promise.resolve(typeof value === 'string' ? { ok: false, reason: value } : { ok: true, value });

const no = (): Promise<{ ok: false; reason: 'not-supported' }> => Promise.resolve({ ok: false, reason: 'not-supported' });

/** Windows PowerShell 5.1 that is allowed everything, on a computer without the new Outlook and without crashes. */
export function fakePowerShell(): FakePowerShell {
  const asked: string[] = [];
  const says: FakePowerShell['says'] = {
    facts: { version: '5.1', languageMode: 'full', state: 'ready' },
    outlook: { profile: '', started: true, accounts: [] },
    store: [],
    crashes: [],
    trees: new Map(),
  };
  const agent: WindowAgent = {
    kind: 'powershell',
    windows: () => Promise.resolve([]),
    tree: (window) => {
      asked.push(`tree ${window}`);
      const controls = says.trees.get(window);
      return controls === undefined ? no() : Promise.resolve({ ok: true, value: controls });
    },
    read: no,
    set: no,
    choose: no,
    lines: no,
    checked: no,
    press: no,
    close: no,
    wait: no,
    dispose: () => Promise.resolve(),
  };
  const self: FakePowerShell = {
    asked,
    says,
    disposed: false,
    agent,
    facts: () => {
      asked.push('facts');
      return Promise.resolve(says.facts);
    },
    outlookAccounts: ({ consent, profile }) => {
      if (!consent) return answer<OutlookAccounts>('consent-needed');
      asked.push(`outlook ${profile}`);
      return answer(says.outlook);
    },
    newOutlook: () => {
      asked.push('store');
      return answer(says.store);
    },
    outlookCrashes: (days) => {
      asked.push(`crashes ${days}`);
      return answer(says.crashes);
    },
    dispose: () => {
      self.disposed = true;
      return Promise.resolve();
    },
  };
  return self;
}
