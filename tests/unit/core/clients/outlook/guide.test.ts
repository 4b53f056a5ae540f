import { describe, expect, it } from 'vitest';
import { guideFor, stepAt } from '../../../../../electron/core/clients/outlook/index.ts';
import { wantedFrom } from '../../../../../electron/core/clients/outlook/wanted.ts';
import { type GuideStep, guideStep } from '../../../../../electron/core/model/guide.ts';
import { loadScene } from '../../../../../renderer/scenes/catalogue.ts';
import { annasAccount, service } from '../../../../fakes/accounts.ts';
import type { Kind } from './set-up.ts';

function guide(kind: Kind): GuideStep[] {
  const account =
    kind === 'pop3' ? annasAccount({ incoming: service('pop3', 995), outgoing: service('smtp', 587, 'starttls') }) : annasAccount();
  const wanted = wantedFrom(account, kind, 'Mailramp – anna@firma.example');
  if (!wanted.ok) throw new Error(wanted.problem.code);
  return guideFor(wanted.value);
}

const at = (steps: GuideStep[], kind: GuideStep['kind']): number => steps.findIndex((step) => step.kind === kind);
const valuesAt = (steps: GuideStep[], kind: GuideStep['kind']): string[] =>
  (steps[at(steps, kind)]?.values ?? []).map(({ name, value, copy }) => `${name}${copy ? '' : '*'} ${value}`);

describe('the guide through Outlook', () => {
  it('leads to ActiveSync by name, address, server and user', () => {
    const steps = guide('activesync');
    expect(steps.map(({ kind }) => kind)).toEqual([
      'close-outlook',
      'open-mail',
      'show-profiles',
      'add-profile',
      'name-profile',
      'choose-manual',
      'choose-activesync',
      'fill-activesync',
      'test-account',
      'finish',
      'leave-profiles',
      'close-mail',
    ]);
    expect(valuesAt(steps, 'name-profile')).toEqual(['profile-name Mailramp – anna@firma.example']);
    expect(valuesAt(steps, 'fill-activesync')).toEqual([
      'name Anna Beispiel',
      'address anna@firma.example',
      'server mail.firma.example',
      'user anna@firma.example',
    ]);
  });

  it('leads to IMAP by two servers, and to ports and encryption behind More Settings', () => {
    const steps = guide('imap');
    expect(valuesAt(steps, 'fill-imap')).toEqual([
      'name Anna Beispiel',
      'address anna@firma.example',
      'account-type* IMAP',
      'incoming mail.firma.example',
      'outgoing mail.firma.example',
      'user anna@firma.example',
    ]);
    expect(valuesAt(steps, 'more-settings')).toEqual([
      'incoming-port 993',
      'incoming-security* SSL/TLS',
      'outgoing-port 465',
      'outgoing-security* SSL/TLS',
    ]);
  });

  it('leads to POP3 with its own ports', () => {
    const steps = guide('pop3');
    expect(valuesAt(steps, 'fill-pop3')).toContain('account-type* POP3');
    expect(valuesAt(steps, 'more-settings')).toEqual([
      'incoming-port 995',
      'incoming-security* SSL/TLS',
      'outgoing-port 587',
      'outgoing-security* STARTTLS',
    ]);
  });

  it.each(['activesync', 'imap', 'pop3'] as const)('of %s goes forward through one scene, and shows nothing that misleads', (kind) => {
    const steps = guide(kind).map((step) => guideStep.parse(step));
    const shown = steps.flatMap(({ sceneStep }) => (sceneStep === undefined ? [] : [sceneStep]));
    expect(shown).toEqual([...shown].sort((one, other) => one - other));
    const without = kind === 'pop3' ? ['close-outlook', 'fill-pop3', 'more-settings'] : ['close-outlook'];
    expect(steps.filter(({ sceneStep }) => sceneStep === undefined).map((step) => step.kind)).toEqual(without);
    expect(new Set(steps.map(({ scene }) => scene)).size).toBe(1);
  });

  it.each(['activesync', 'imap', 'pop3'] as const)('of %s points to the step of the scene that means the same', async (kind) => {
    const steps = guide(kind);
    const loaded = await loadScene(steps[0]?.scene ?? 'thunderbird', 'en');
    for (const { kind: meaning, sceneStep } of steps) {
      if (sceneStep === undefined) continue;
      expect([meaning, loaded?.scene.steps[sceneStep]?.id]).toEqual([
        meaning,
        meaning === 'test-account' ? TEST[kind] : SCENE_STEP[meaning],
      ]);
    }
  });
});

const TEST = { activesync: 'test', imap: 'go-on', pop3: 'go-on' };

/** What the scenes call the step at which each of these begins. */
const SCENE_STEP: Partial<Record<GuideStep['kind'], string>> = {
  'open-mail': 'control-panel',
  'show-profiles': 'show-profiles',
  'add-profile': 'add-profile',
  'name-profile': 'name-profile',
  'choose-manual': 'by-hand',
  'choose-activesync': 'choose-activesync',
  'choose-pop-imap': 'choose-imap',
  'fill-activesync': 'person',
  'fill-imap': 'person',
  'more-settings': 'outgoing',
  'leave-profiles': 'always-use',
  'close-mail': 'always-use',
  finish: 'finish',
};

describe('the step of an open page', () => {
  const follow = (steps: GuideStep[], pages: string[]): string[] => {
    let current = -1;
    return pages.map((page) => {
      current = stepAt(steps, current, page);
      return steps[current]?.kind ?? 'none';
    });
  };

  it('goes along from the first dialog to the last, through pages that come twice', () => {
    const pages = ['mail-setup', 'mail', 'new-profile', 'auto', 'choose-service', 'pop-imap', 'more-settings', 'pop-imap', 'test', 'done'];
    expect(follow(guide('imap'), [...pages, 'mail', 'mail-setup'])).toEqual([
      'show-profiles',
      'add-profile',
      'name-profile',
      'choose-manual',
      'choose-pop-imap',
      'fill-imap',
      'more-settings',
      'test-account',
      'test-account',
      'finish',
      'leave-profiles',
      'close-mail',
    ]);
  });

  it('goes back with a person who goes back, and stays where a message comes up', () => {
    const steps = guide('activesync');
    expect(follow(steps, ['auto', 'choose-service', 'auto', 'message-box', 'unknown', 'choose-service'])).toEqual([
      'choose-manual',
      'choose-activesync',
      'choose-manual',
      'choose-manual',
      'choose-manual',
      'choose-activesync',
    ]);
  });

  it('takes a wizard that was left early for no end', () => {
    expect(follow(guide('activesync'), ['mail', 'new-profile', 'eas', 'mail', 'mail-setup'])).toEqual([
      'add-profile',
      'name-profile',
      'fill-activesync',
      'add-profile',
      'show-profiles',
    ]);
  });
});
