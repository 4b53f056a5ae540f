import type { WindowHandle } from '../../../world/windows.ts';
import type { Facts, ProblemCode } from '../../../model/problem.ts';
import type { OutlookKind } from '../wanted.ts';
import { type PageId, pageOf, type Role } from './pages.ts';
import type { Recognised } from './recognise.ts';

/** Where one run through the dialogs stands. */
export interface Journey {
  kind: OutlookKind;
  /** Whether Outlook's own automatic page is tried, or the pages by hand. */
  route: 'automatic' | 'manual';
  stage: 'opening' | 'naming' | 'wizard' | 'finished';
  /** Pages of the wizard that were filled and left. */
  left: readonly PageId[];
  moreSettings: boolean;
  wizard?: WindowHandle;
  /** Hosts that discovery trusts: a redirect prompt is accepted for these alone. */
  trustedHosts: readonly string[];
}

export const journeyOf = (kind: OutlookKind, route: Journey['route'], trustedHosts: readonly string[]): Journey => ({
  kind,
  route,
  stage: 'opening',
  left: [],
  moreSettings: false,
  trustedHosts,
});

export type Move =
  | { kind: 'press'; button: Role }
  /** Choices first, then fields, then the button, once it is enabled and everything reads back. */
  | { kind: 'fill'; choices: readonly Role[]; fields: readonly Role[]; button: Role }
  | { kind: 'more-settings' }
  | { kind: 'watch-test' }
  | { kind: 'leave-profiles' }
  | { kind: 'stop'; code: ProblemCode; facts: Facts };

const stop = (code: ProblemCode, facts: Facts): Move => ({ kind: 'stop', code, facts });

/** An unexpected window is a named stop: what it was taken for and its title. */
export const unexpected = (seen: Recognised, facts: Facts = {}): Move =>
  stop('unexpected-window', { window: seen.page, title: seen.window.title, ...facts });

/** What the engine does with a recognised window. Pure, so that a recorded dialog of any computer tells what would happen. */
export function decide(seen: Recognised, journey: Journey): Move {
  const move = wish(seen, journey);
  const unclear = rolesOf(move, seen).filter((role) => seen.ambiguous.includes(role));
  if (unclear.length > 0) return stop('control-not-found', { reason: 'ambiguous', page: seen.page, controls: unclear });
  const absent = rolesOf(move, seen).filter((role) => seen.controls[role] === undefined);
  if (absent.length > 0) return stop('control-not-found', { reason: 'not-found', page: seen.page, controls: absent });
  return move;
}

function rolesOf(move: Move, seen: Recognised): Role[] {
  switch (move.kind) {
    case 'press':
      return [move.button];
    case 'fill':
      return [...move.choices, ...move.fields, move.button];
    case 'leave-profiles':
      return ['ok'];
    case 'more-settings':
    case 'watch-test':
      return [...(pageOf(seen.page)?.needs ?? [])];
    case 'stop':
      return [];
  }
}

function wish(seen: Recognised, journey: Journey): Move {
  const { stage } = journey;
  switch (seen.page) {
    case 'mail-setup':
      if (stage === 'opening') return { kind: 'press', button: 'profiles' };
      return stage === 'finished' ? { kind: 'press', button: 'close' } : unexpected(seen);
    case 'mail':
      if (stage === 'opening') return { kind: 'press', button: 'add' };
      return stage === 'finished' ? { kind: 'leave-profiles' } : unexpected(seen);
    case 'new-profile':
      return stage === 'naming' || stage === 'opening'
        ? { kind: 'fill', choices: [], fields: ['profile-name'], button: 'ok' }
        : unexpected(seen);
    case 'redirect-prompt':
      return redirect(seen, journey);
    default:
      return stage === 'wizard' ? inWizard(seen, journey) : unexpected(seen);
  }
}

function inWizard(seen: Recognised, journey: Journey): Move {
  const { kind, left, route } = journey;
  const again = left.includes(seen.page);
  switch (seen.page) {
    case 'auto':
      if (again) return unexpected(seen, { reason: 'came-back' });
      return route === 'automatic'
        ? { kind: 'fill', choices: ['auto-choice'], fields: ['name', 'address', 'password', 'retype'], button: 'next' }
        : { kind: 'fill', choices: ['manual-choice'], fields: [], button: 'next' };
    case 'choose-service':
      if (again) return unexpected(seen, { reason: 'came-back' });
      return { kind: 'fill', choices: [kind === 'activesync' ? 'eas-choice' : 'pop-imap-choice'], fields: [], button: 'next' };
    case 'eas':
    case 'pop-imap':
      return ownPage(seen, journey);
    case 'more-settings':
      return journey.moreSettings ? unexpected(seen, { reason: 'came-back' }) : { kind: 'more-settings' };
    case 'test':
      return { kind: 'watch-test' };
    case 'done':
      return { kind: 'press', button: 'finish' };
    default:
      return unexpected(seen);
  }
}

function ownPage(seen: Recognised, { kind, left, moreSettings }: Journey): Move {
  if ((seen.page === 'eas') !== (kind === 'activesync')) return unexpected(seen, { reason: 'other-kind' });
  // Back on the page after Next: Outlook's own test said no.
  if (left.includes(seen.page)) return stop('login-unclear', { reason: 'test-failed', page: seen.page });
  const remember: Role[] = seen.controls.remember === undefined ? [] : ['remember'];
  if (seen.page === 'eas') {
    return { kind: 'fill', choices: remember, fields: ['name', 'address', 'server', 'user', 'password'], button: 'next' };
  }
  const test: Role[] = seen.controls['test-on-next'] === undefined ? [] : ['test-on-next'];
  const fields: Role[] = ['name', 'address', 'incoming', 'outgoing', 'user', 'password'];
  return { kind: 'fill', choices: ['account-type', ...remember, ...test], fields, button: moreSettings ? 'next' : 'more-settings' };
}

/** Accepted only when every host the prompt names is one that discovery trusts, and no address in it goes unprotected. */
function redirect(seen: Recognised, { trustedHosts, stage }: Journey): Move {
  const withoutAddresses = seen.text.replace(/[^\s@]+@[^\s@?]+/g, ' ');
  const hosts = (withoutAddresses.match(/(?<![\w.-])([a-z0-9-]+\.)+[a-z][a-z0-9-]+(?![\w-])/gi) ?? []).map((host) => host.toLowerCase());
  const named = [...new Set(hosts.filter((host) => !/\.(xml|json)$/.test(host)))];
  const trusted = named.length > 0 && named.every((host) => trustedHosts.includes(host)) && !/http:\/\//i.test(seen.text);
  return trusted && stage === 'wizard' ? { kind: 'press', button: 'yes' } : unexpected(seen, { hosts: named });
}

/** The journey after a move was made on a page. */
export function after(journey: Journey, seen: Recognised, move: Move): Journey {
  const wizard = seen.wizard || ['auto', 'choose-service', 'eas', 'pop-imap'].includes(seen.page) ? { wizard: seen.window.handle } : {};
  const next: Journey = { ...journey, ...wizard };
  switch (seen.page) {
    case 'mail':
      return journey.stage === 'opening' ? { ...next, stage: 'naming' } : next;
    case 'new-profile':
      return { ...next, stage: 'wizard' };
    case 'more-settings':
      return { ...next, moreSettings: true };
    case 'done':
      return { ...next, stage: 'finished' };
    case 'auto':
    case 'choose-service':
    case 'eas':
    case 'pop-imap':
      return move.kind === 'fill' && move.button === 'next' ? { ...next, left: [...journey.left, seen.page] } : next;
    default:
      return next;
  }
}
