import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../electron/core/model/problem.ts';
import reports from '../../../renderer/bridge/stories/health.json' with { type: 'json' };
import { CALLS } from '../../../electron/contract/calls.ts';
import { reduceHealth, UNCHECKED } from '../../../renderer/steps/domain-health.ts';
import { EVERYTHING, filtered, grouped } from '../../../renderer/steps/health/rows.ts';
import { button, callsOf, giveAddress, open, type Play, said, untilHeading, untilSaid } from '../stage.tsx';

const line = (): string => within(screen.getByRole('list', { name: 'The domain' })).getByRole('listitem').textContent;
const findings = (): number => screen.queryAllByRole('listitem').filter((item) => item.dataset['severity'] !== undefined).length;

async function toHealth(play: Play): Promise<void> {
  await giveAddress(play);
  await screen.findByText(/is set up well for mail|are set up wrong/);
  await play.user.click(button('Look at the domain check'));
  await untilHeading('How firma.example stands for mail');
}

describe('the domain on the checking page', () => {
  it('is one calm line with its light, as soon as it is judged', async () => {
    const play = await open('healthy');
    await giveAddress(play);
    await screen.findByText('firma.example is set up well for mail.');
    expect(line()).toBe('The domain firma.exampleIn orderfirma.example is set up well for mail.');
    expect(callsOf(play, 'checkDomain')).toEqual([{ fresh: false }]);
  });

  it('is not asked about before the settings are all there', async () => {
    const play = await open('held-checking');
    await giveAddress(play);
    await untilHeading(/^Found/);
    expect(line()).toContain('comes after the settings');
    expect(callsOf(play, 'checkDomain')).toEqual([]);
    expect(button('Look at the domain check').getAttribute('disabled')).not.toBeNull();
  });

  it('holds nobody back, and ends when one goes on', async () => {
    const play = await open('held-health');
    await giveAddress(play);
    await screen.findByText('being checked');
    await play.user.click(button('Choose a mail program'));
    await untilHeading('Which mail program do you use?');
    await play.user.click(button('Back'));
    await screen.findByText('being checked');
    expect(callsOf(play, 'checkDomain')).toHaveLength(2);
  });

  it('is asked about once for one address', async () => {
    const play = await open('healthy');
    await toHealth(play);
    await play.user.click(button('Back'));
    await untilHeading(/^Found/);
    expect(line()).toContain('In order');
    expect(callsOf(play, 'checkDomain')).toHaveLength(1);
  });
});

describe('the domain where no settings were found', () => {
  it('is checked when somebody asks for it, shows how far it is, and leads back', async () => {
    const play = await open('nothing-found');
    await giveAddress(play);
    await untilHeading('No settings found');
    expect(callsOf(play, 'checkDomain')).toEqual([]);
    await play.user.click(button('Check the domain'));
    await untilHeading('How firma.example stands for mail');
    expect(callsOf(play, 'checkDomain')).toEqual([{ fresh: false }]);
    await play.user.click(button('Back'));
    await untilHeading('No settings found');
    await play.user.click(button('Check the domain'));
    await untilHeading('How firma.example stands for mail');
    expect(callsOf(play, 'checkDomain')).toHaveLength(1);
  });

  it('has a page of its own while the first check runs, and forgets it when the search begins anew', async () => {
    const play = await open('nothing-found-held-health');
    await giveAddress(play);
    await untilHeading('No settings found');
    await play.user.click(button('Check the domain'));
    await untilHeading('Checking firma.example …');
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    expect(await screen.findByRole('progressbar', { name: '61 of 61 questions answered' })).toBeTruthy();
    await play.user.click(button('Back'));
    await untilHeading('No settings found');
    await play.user.click(button('Try again'));
    await untilHeading('No settings found');
    await play.user.click(button('Check the domain'));
    expect(callsOf(play, 'checkDomain')).toHaveLength(2);
  });

  it.each([
    ['nothing-found', ['Show me how', 'Check the domain'], 'quiet'],
    ['nothing-found-helpdesk', ['Check the domain', 'Show me how'], 'plain'],
  ])('is a quiet offer to everybody, and the first one to helpdesk: %s', async (story, offers, look) => {
    const play = await open(story);
    await giveAddress(play);
    await untilHeading('No settings found');
    const shown = screen.getAllByRole('button').flatMap(({ textContent }) => offers.filter((offer) => offer === textContent));
    expect(shown).toEqual(offers);
    expect(button('Check the domain').dataset['look']).toBe(look);
  });

  it('is no help where the network is at fault', async () => {
    const play = await open('offline');
    await giveAddress(play);
    await untilHeading('No connection to the internet');
    expect(screen.queryByRole('button', { name: 'Check the domain' })).toBeNull();
  });

  it('is checked in German and by keyboard alone', async () => {
    const play = await open('nothing-found', { locale: 'de' });
    await play.user.type(screen.getByRole('textbox', { name: 'E-Mail-Adresse' }), 'anna@firma.example{Enter}');
    await untilHeading('Keine Einstellungen gefunden');
    for (let presses = 0; presses < 20 && document.activeElement?.textContent !== 'Domain prüfen'; presses += 1) await play.user.tab();
    await play.user.keyboard('{Enter}');
    await untilHeading('Wie firma.example für E-Mails dasteht');
  });
});

describe('the page of the domain check', () => {
  it('shows who must act, what follows from what, and the exact records', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    const zone = screen.getByRole('region', { name: 'In the DNS of firma.example' });
    const first = within(zone).getAllByRole('listitem')[0];
    expect(first?.textContent).toContain('Broken');
    expect(first?.textContent).toContain('Follows from it');
    expect(first?.textContent).toContain('Outlook would be shown the ID card of another server.');
    expect(screen.getByRole('region', { name: 'At the owner of the IP address' })).toBeTruthy();
    expect(findings()).toBe(reports.broken.en.rows.length);
  });

  it('says below the records when the world will see them', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    const records = screen.getByRole('region', { name: 'Records to publish' });
    expect(records.textContent).toContain('others may still see the old state for up to 1 hour.');
  });

  it('finds by words, by state and by subject, and says how much is shown', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    await play.user.type(screen.getByRole('textbox', { name: 'Search' }), 'p=none');
    expect(findings()).toBe(2);
    expect(screen.getByText(/^2 of 20 shown$/)).toBeTruthy();
    await play.user.clear(screen.getByRole('textbox', { name: 'Search' }));
    await play.user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Broken');
    expect(findings()).toBe(3);
    await play.user.selectOptions(screen.getByRole('combobox', { name: 'Subject' }), 'Reverse name (PTR)');
    expect(findings()).toBe(1);
    await play.user.type(screen.getByRole('textbox', { name: 'Search' }), 'nothing like it');
    expect(screen.getByText('Nothing fits what you look for.')).toBeTruthy();
  });

  it('shows an effect by itself when its cause is filtered out', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    await play.user.type(screen.getByRole('textbox', { name: 'Search' }), 'ID card of another');
    expect(findings()).toBe(1);
  });

  it('copies one record, and the whole zone, exactly', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    await play.user.click(button('Copy: autodiscover.firma.example. 3600 IN CNAME mail.firma.example.'));
    await untilSaid('Copied.');
    await play.user.click(button('Copy all records'));
    expect(callsOf(play, 'copy')).toEqual([
      { text: 'autodiscover.firma.example. 3600 IN CNAME mail.firma.example.' },
      { text: reports.broken.en.zone },
    ]);
  });

  it('tells when a record could not be copied', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    const { call } = play.fake;
    play.fake.call = (name, id, input) => (name === 'copy' ? Promise.resolve({ copied: false }) : call(name, id, input));
    await play.user.click(button('Copy all records'));
    await untilSaid(/^That could not be copied\./);
    expect(screen.getByText(/^That could not be copied\./, { selector: 'main *' })).toBeTruthy();
  });

  it('asks the zone itself when it checks again, keeps what is known in sight, and says the result', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    await play.user.click(button('Check again'));
    expect(findings()).toBe(20);
    await untilSaid(/^Broken: 3 things about firma.example/);
    expect(callsOf(play, 'checkDomain')).toEqual([{ fresh: false }, { fresh: true }]);
  });

  it('saves the result as a page and as data', async () => {
    const play = await open('domain-broken');
    await toHealth(play);
    await play.user.click(button('Save as a page'));
    await untilSaid('The result of the check is saved.');
    await play.user.click(button('Save as data'));
    expect(callsOf(play, 'saveCheck')).toEqual([{ format: 'html' }, { format: 'json' }]);
  });

  it('has nothing to publish for a domain that stands well', async () => {
    const play = await open('healthy');
    await toHealth(play);
    expect(screen.getByText('No record is missing.')).toBeTruthy();
    expect(said()).not.toContain('Copied');
  });

  it('speaks German', async () => {
    const play = await open('domain-broken', { locale: 'de' });
    await play.user.type(screen.getByRole('textbox', { name: 'E-Mail-Adresse' }), 'anna@firma.example{Enter}');
    await screen.findByText(/falsch eingerichtet/);
    await play.user.click(button('Prüfung der Domain ansehen'));
    await untilHeading('Wie firma.example für E-Mails dasteht');
    expect(screen.getByRole('region', { name: 'Im DNS von firma.example' })).toBeTruthy();
  });
});

describe('what is known about the domain', () => {
  const health = CALLS.checkDomain.output.options[0].shape.value.parse(reports.broken.en);

  it('stays while it is checked again, also when that fails', () => {
    const again = reduceHealth(reduceHealth(UNCHECKED, { kind: 'judged', health }), { kind: 'began' });
    expect(again).toMatchObject({ running: true, health });
    const failed = reduceHealth(again, { kind: 'failed', problem: problemOf('offline') });
    expect([failed.running, failed.health]).toEqual([false, health]);
    expect(reduceHealth(failed, { kind: 'forgotten' })).toEqual(UNCHECKED);
  });

  it('never counts backwards', () => {
    const state = [{ kind: 'began' }, { kind: 'progress', done: 20, of: 40 }, { kind: 'progress', done: 10, of: 60 }] as const;
    expect(state.reduce(reduceHealth, UNCHECKED)).toMatchObject({ done: 20, of: 60 });
  });

  it('loses no row in groups, whatever the filter', () => {
    const counted = (nested: ReturnType<typeof grouped>[number]['findings']): number =>
      nested.reduce((sum, { effects }) => sum + 1 + counted(effects), 0);
    for (const severity of ['', 'fail', 'warn', 'ok']) {
      const rows = filtered(health.rows, { ...EVERYTHING, severity });
      expect(grouped(rows).reduce((sum, group) => sum + counted(group.findings), 0)).toBe(rows.length);
    }
  });
});
