import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gallery, openGallery } from './gallery/gallery.ts';
import { show } from './gallery/pages.ts';

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery();
});

afterAll(() => gallery.close());

const press = (key: string): Promise<void> => gallery.page.keyboard.press(key);
const heading = (name: string): Promise<void> => gallery.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const focused = (): Promise<string> => gallery.page.evaluate(() => document.activeElement?.textContent ?? '');

/** Whether what has the focus shows it and stands inside the window, over nothing else. */
const FOCUS_SEEN = `(() => {
  const element = document.activeElement;
  const shown = element.matches('input[type=radio]') ? element.closest('label') : element;
  const box = shown.getBoundingClientRect();
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    ring: getComputedStyle(shown).outlineStyle === 'solid' && parseFloat(getComputedStyle(shown).outlineWidth) >= 2,
    seen: middle !== null && (shown.contains(middle) || middle.contains(shown)),
  };
})()`;

/** Presses Tab until the button has the focus; everything on the way has to be seen. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 25; presses += 1) {
    await press('Tab');
    expect([await focused(), await gallery.page.evaluate(FOCUS_SEEN)]).toEqual([expect.any(String), { ring: true, seen: true }]);
    if ((await focused()) === name) return;
  }
  throw new Error(`Tab does not come to “${name}”`);
}

describe('The domain check by keyboard alone', () => {
  it.each(['920', 'zoom'] as const)('at %s: to its page, through search and records, and back', async (size) => {
    await gallery.visit('domain-broken', 'en');
    await gallery.look('light', size);
    await gallery.page.keyboard.type('anna@firma.example');
    await press('Enter');
    await heading('Found your mail server: mail.firma.example');
    await gallery.page.getByText('3 things about firma.example are set up wrong.').waitFor();
    await tabTo('Look at the domain check');
    await press('Enter');
    await heading('How firma.example stands for mail');
    await press('Tab');
    await gallery.page.keyboard.type('dmarc');
    await gallery.page.getByText(/^\d+ of 20 shown$/).waitFor();
    await tabTo('Copy');
    await press('Space');
    await tabTo('Copy all records');
    await tabTo('Save as a page');
    await press('Enter');
    await gallery.page.getByText('The result of the check is saved.').first().waitFor();
    await tabTo('Back');
    await press('Enter');
    await heading('Found your mail server: mail.firma.example');
  });
});

describe('The whole story by keyboard alone', () => {
  it.each(['920', 'zoom'] as const)('at %s: from the address to the receipt and back again', async (size) => {
    await gallery.visit('healthy', 'en');
    await gallery.look('light', size);
    await gallery.page.keyboard.type('anna@firma.example');
    await press('Enter');
    await heading('Found your mail server: mail.firma.example');
    await tabTo('Choose a mail program');
    await press('Enter');
    await heading('Which mail program do you use?');
    await tabTo('Go on with Thunderbird');
    await press('Space');
    await heading('Sign in to your mailbox');
    await gallery.page.keyboard.type('correct');
    await press('Enter');
    await heading('Your password works');
    expect(await focused()).toBe('Go on');
    await press('Enter');
    await heading('Ready to set up Thunderbird');
    await tabTo('Set up Thunderbird');
    await press('Enter');
    await heading('Your e-mail is set up');
    await tabTo('Undo everything');
    await press('Enter');
    expect(await focused()).toBe('Keep it');
    await tabTo('Undo everything');
    await press('Enter');
    await heading('Everything is taken back');
    expect(gallery.complaints).toEqual([]);
  });

  it('at 920: from a stop of the automation to the end by hand', async () => {
    await gallery.visit('outlook-stops', 'en');
    await gallery.look('light', '920');
    await gallery.page.keyboard.type('anna@firma.example');
    await press('Enter');
    await heading('Found your mail server: mail.firma.example');
    await tabTo('Choose a mail program');
    await press('Enter');
    await tabTo('Go on with Outlook 2019');
    await press('Enter');
    await heading('Sign in to your mailbox');
    await gallery.page.keyboard.type('correct');
    await press('Enter');
    await heading('Your password works');
    await press('Enter');
    await heading('Ready to set up Outlook 2019');
    await tabTo('I would rather do it myself, step by step');
    await tabTo('Set up Outlook 2019');
    await press('Enter');
    await heading('A window appeared that Mailramp does not know');
    await tabTo('Go on by hand from this step');
    await press('Enter');
    await heading('Your e-mail is set up');
    expect(gallery.complaints).toEqual([]);
  });

  it('at zoom: a level is chosen, and the walkthrough turned to and fro', async () => {
    await show(gallery, 'set-up-outlook-plan', 'en');
    await gallery.look('light', 'zoom');
    await tabTo('I would rather do it myself, step by step');
    await press('Space');
    await press('Tab');
    await press('ArrowDown');
    await press('ArrowDown');
    await tabTo('Show the first step');
    await press('Enter');
    await heading('Your e-mail is set up');
    await show(gallery, 'set-up-walkthrough', 'en');
    await tabTo('Copy');
    await tabTo('Previous step');
    await press('Enter');
    await gallery.page.getByRole('region', { name: 'Press “Add”' }).waitFor();
    expect(await focused()).toBe('Previous step');
    expect(gallery.complaints).toEqual([]);
  });

  it('reads in order: what a screen reader meets from top to bottom', async () => {
    await gallery.visit('healthy', 'en');
    await gallery.look('light', '920');
    const snapshot = await gallery.page.locator('body').ariaSnapshot();
    const order = [
      'banner',
      'navigation "Steps"',
      'Address current step',
      'main',
      'heading "Let’s set up your e-mail."',
      'textbox "E-mail address"',
      'textbox "Your name"',
      'contentinfo',
      'button "Help"',
      'button "Find my settings"',
      'status',
    ];
    const places = order.map((words) => snapshot.indexOf(words));
    expect([snapshot, places.every((place) => place >= 0)]).toEqual([snapshot, true]);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});

describe('The receipt on paper', () => {
  it('is black on white in every theme, with the facts and without buttons', async () => {
    await show(gallery, 'done', 'en');
    await gallery.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = await gallery.page.evaluate(() => ({
      scheme: getComputedStyle(document.documentElement).colorScheme,
      buttons: [...document.querySelectorAll('button')].filter((button) => button.getClientRects().length > 0).length,
      rail: document.querySelector('nav')?.getClientRects().length,
    }));
    expect(paper).toEqual({ scheme: 'light', buttons: 0, rail: 0 });
    expect(await gallery.page.locator('dl').getByText('K7M-4QX').isVisible()).toBe(true);
    await gallery.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  });
});
