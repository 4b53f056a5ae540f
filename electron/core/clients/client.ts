import type { Account } from '../model/account.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Change, ClientId, Installation, PlanStep, Proof } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { World } from '../world/world.ts';

export interface SetupRequest {
  account: Account;
  /** The one chosen by the person or found by `detect`; undefined lets the client choose. */
  installation?: Installation;
  /** Profile folder (Thunderbird), instead of the default one. */
  profile?: string;
}

/** What would be done: `steps` to show, `data` for `apply` alone. Made without touching anything. */
export interface Plan {
  client: ClientId;
  address: string;
  steps: PlanStep[];
  /** Nothing to do: the account is there. */
  alreadyThere: boolean;
  data: Record<string, unknown>;
}

export interface ApplyOptions {
  /** Called with the index of the step of `plan.steps` that has just been done. */
  onStep?: (index: number) => void;
  /** Persists the change before and after each risky moment, so that a crash can be found and undone. */
  record: (change: Change) => Promise<void>;
  signal?: AbortSignal;
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
  undo(world: World, change: Change): Promise<Outcome<Change, Problem>>;
  /** Starts the program on what was set up; false when it could not be started. */
  open(world: World, change: Change): Promise<boolean>;
}
