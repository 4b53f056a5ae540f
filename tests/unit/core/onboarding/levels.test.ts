import { describe, expect, it } from 'vitest';
import { levelFor, levelsFor } from '../../../../electron/core/onboarding/levels.ts';
import { predict } from '../../../../electron/core/clients/index.ts';
import type { OutlookForecast } from '../../../../electron/core/model/prediction.ts';

const forecast = (product: OutlookForecast['product'], kind: OutlookForecast['kind'] = 'activesync'): OutlookForecast => {
  const prediction = predict({
    outlook: { kind: 'classic', product },
    server: { activesync: true, imap: true, dav: true },
    autodiscover: 'imap',
    policy: { activesyncForbidden: false, imapForbidden: false },
  });
  return { product, kind, calendarAndContacts: prediction.calendarAndContacts.activesync, addIn: false, prediction };
};

describe('the level of a set-up', () => {
  it('is automated where the prediction allows it, and assisted where it is unlikely to work', () => {
    expect(levelFor('outlook', forecast('2016'), {})).toBe('automated');
    expect(levelFor('outlook-activesync', forecast('365'), {})).toBe('assisted');
    expect(levelFor('outlook', forecast('365', 'imap'), {})).toBe('automated');
    expect(levelFor('outlook-pop3', forecast('365', 'pop3'), {})).toBe('automated');
    expect(levelFor('thunderbird', undefined, {})).toBe('automated');
  });

  it('is what the person chose, but never more than the company fixed', () => {
    expect(levelFor('outlook', forecast('2016'), { person: 'walkthrough' })).toBe('walkthrough');
    expect(levelFor('outlook-activesync', forecast('365'), { person: 'automated' })).toBe('automated');
    expect(levelFor('outlook', forecast('2016'), { policy: 'assisted', person: 'automated' })).toBe('assisted');
    expect(levelFor('outlook', forecast('2016'), { policy: 'assisted', person: 'walkthrough' })).toBe('walkthrough');
    expect(levelFor('outlook-activesync', forecast('365'), { policy: 'automated' })).toBe('automated');
  });

  it('can be chosen only where there are dialogs', () => {
    expect(levelsFor('thunderbird')).toEqual(['automated']);
    expect(levelsFor('outlook')).toEqual(['automated', 'assisted', 'walkthrough']);
    expect(levelsFor('outlook-imap', 'assisted')).toEqual(['assisted', 'walkthrough']);
    expect(levelFor('thunderbird', undefined, { person: 'walkthrough' })).toBe('automated');
  });
});
