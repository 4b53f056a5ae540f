import type { Account } from '../model/account.ts';
import type { Outcome } from '../model/outcome.ts';
import type { GuideStep, SetUpLevel } from '../model/guide.ts';
import type { Change, ClientId, Installation, PlanStep, Proof } from '../model/plan.ts';
import type { OutlookForecast } from '../model/prediction.ts';
import type { Problem } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import type { World } from '../world/world.ts';

export interface SetupRequest {
  account: Account;
  /** The one chosen by the person or found by `detect`; undefined lets the client choose. */
  installation?: Installation;
  /** Profile folder (Thunderbird), instead of the default one. */
  profile?: string;
  /** Outlook asks for it in its own dialog, so it is typed there; never kept. */
  password?: Secret;
  /** Name of the new profile (Outlook); `{address}` stands for the address. An existing name gets a number. */
  profileName?: string;
  /** Outlook starts with the new profile from now on; unless given, only when it is the first one. */
  makeDefault?: boolean;
  /** How much Mailramp does in Outlook's dialogs; `automated` unless given. */
  level?: SetUpLevel;
  /** What Outlook would get by autodiscover; decides between its automatic page and the pages by hand. */
  autodiscover?: 'activesync' | 'imap' | 'nothing';
  /** Kinds of account that the company does not allow. */
  forbidden?: readonly ('activesync' | 'imap' | 'pop3')[];
}

/** One window of another program in the transcript: what it was taken for and what was done; values never. */
export interface WindowEntry {
  page: string;
  title: string;
  className: string;
  /** Roles filled, chosen or pressed there. */
  did: string[];
  controls: { className: string; id: number; caption: string; enabled: boolean; visible: boolean; role?: string }[];
}

/** What would be done: `steps` to show, `data` for `apply` alone. Made without touching anything. */
export interface Plan {
  client: ClientId;
  address: string;
  steps: PlanStep[];
  /** Nothing to do: the account is there. */
  alreadyThere: boolean;
  data: Record<string, unknown>;
  /** The same for a person, page by page, where there are dialogs to go through. */
  guide?: readonly GuideStep[];
  /** What Outlook is expected to do with this account. */
  forecast?: OutlookForecast;
}

/** What becomes of dialogs in which the automation stopped. */
export type AfterStop = 'by-hand' | 'take-back';

export interface ApplyOptions {
  /** Called with the index of the step of `plan.steps` that has just been done. */
  onStep?: (index: number) => void;
  /** Persists the change before and after each risky moment, so that a crash can be found and undone. */
  record: (change: Change) => Promise<void>;
  /**
   * Asked once the change is written down and before anything is touched: false when another Mailramp that runs has begun a
   * set-up of the same program. Both may be told so when they come at the same moment; absent, nobody looks.
   */
  isAlone?: (change: Change) => Promise<boolean>;
  /** How long to wait for the person to close a running program, milliseconds; 0 or absent fails at once. */
  waitForProgram?: number;
  /** How long one page of another program's dialogs, or its own test, may take, milliseconds; its own limits when absent. */
  patience?: number;
  /** Called when that waiting starts. */
  onWaiting?: (program: string) => void;
  /** Called with the index of the step of `plan.guide` whose page is open now. */
  onPage?: (index: number) => void;
  /**
   * The automation stopped, and the dialog at which it did is still open: the person may go on there by hand. Without
   * this, and for any other answer, everything is closed and taken back. `index`: the step of `plan.guide`.
   */
  onStop?: (problem: Problem, index: number) => Promise<AfterStop>;
  /** Every foreign window met, with what was made of it; never a field's text. */
  onWindow?: (entry: WindowEntry) => void;
  signal?: AbortSignal;
}

export interface UndoOptions {
  /** Asked for by a person, not part of a set-up that failed: the program's own dialogs may be used for it. */
  byPerson?: boolean;
}

/** A mail program Mailramp can set up. Attempt, verify, undo: no success that was not read back. */
export interface Client {
  id: ClientId;
  /** Present when the last click is the person's: `verify` proves the written document, not the program. */
  handsOver?: true;
  detect(world: World): Promise<Installation[]>;
  plan(world: World, request: SetupRequest): Promise<Outcome<Plan, Problem>>;
  apply(world: World, plan: Plan, options: ApplyOptions): Promise<Outcome<Change, Problem>>;
  /** Reads back what `apply` wrote; each proof is one thing found as planned. */
  verify(world: World, change: Change): Promise<Outcome<Proof[], Problem>>;
  /** Removes exactly what `apply` added. */
  undo(world: World, change: Change, options?: UndoOptions): Promise<Outcome<Change, Problem>>;
  /** Starts the program on what was set up; false when it could not be started. */
  open(world: World, change: Change): Promise<boolean>;
}
