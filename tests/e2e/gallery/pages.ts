import type { Page } from 'playwright-core';
import type { Gallery } from './gallery.ts';

const ADDRESS = 'anna@firma.example';

const main = (page: Page): ReturnType<Page['locator']> => page.locator('footer button[data-look="main"]');

/** Presses the main action as soon as it can be pressed. */
async function goOn(page: Page): Promise<void> {
  await main(page).and(page.locator(':enabled')).click();
}

async function address(page: Page, text = ADDRESS): Promise<void> {
  const field = page.locator('input[name="address"]');
  if ((await field.inputValue()) === '') await field.fill(text);
  await field.press('Enter');
}

async function programs(page: Page): Promise<void> {
  await address(page);
  await goOn(page);
}

async function program(page: Page): Promise<void> {
  await programs(page);
  await page.locator('input[type="radio"]').first().waitFor({ state: 'attached' });
}

async function signIn(page: Page): Promise<void> {
  await program(page);
  await goOn(page);
  await page.locator('input[type="password"]').waitFor();
}

async function password(page: Page, text = 'correct'): Promise<void> {
  await signIn(page);
  await page.locator('input[type="password"]').fill(text);
  await page.keyboard.press('Enter');
}

async function plan(page: Page): Promise<void> {
  await password(page);
  await page.locator('input[type="password"]').waitFor({ state: 'detached' });
  await goOn(page);
  await page.locator('main li[data-status="planned"]').first().waitFor();
}

async function done(page: Page): Promise<void> {
  await plan(page);
  await goOn(page);
  await page.locator('dl').waitFor();
}

const choose = async (page: Page, index: number): Promise<void> => {
  await page.locator('main label').nth(index).click();
  await goOn(page);
};

/** A page of the window: the story it belongs to, how one gets there, and what shows that one is there. */
export interface Shown {
  story: string;
  go: (page: Page) => Promise<void>;
  there: string;
  more?: string;
}

const undo = async (page: Page): Promise<void> => {
  await done(page);
  await page.locator('main button[data-look="quiet"]').click();
};

/** Presses a button by its place among those of the page. */
const press = (page: Page, index: number): Promise<void> => page.locator('main button').nth(index).click();

const deed = async (page: Page): Promise<void> => {
  await plan(page);
  await goOn(page);
};

/** Turns the walkthrough; the deed of its page leads to the next step. */
const turn = async (page: Page, times: number): Promise<void> => {
  await deed(page);
  for (let time = 0; time < times; time += 1) await main(page).click({ clickCount: 1, delay: 0 });
};

/** Opens the domain check as soon as there is a result. */
const health = async (page: Page): Promise<void> => {
  await address(page);
  await page.locator('main button[data-look="quiet"]').and(page.locator(':enabled')).first().click();
  await page.locator('main input[name="search"]').waitFor();
};

const HEALTH: Record<string, Shown> = {
  'checking-domain-broken': { story: 'domain-broken', go: address, there: 'main ul:last-of-type li[data-status="failed"]' },
  health: { story: 'healthy', go: health, there: 'main li[data-severity="ok"]' },
  'health-first': {
    story: 'nothing-found-held-health',
    go: async (page) => {
      await address(page);
      await page.locator('main ol').waitFor();
      await press(page, 1);
    },
    there: '[role="progressbar"]',
  },
  'health-broken': { story: 'domain-broken', go: health, there: 'main pre' },
  'health-sought': {
    story: 'domain-broken',
    go: async (page) => {
      await health(page);
      await page.locator('select[name="severity"]').selectOption('warn');
    },
    there: 'main li[data-severity="warn"]',
  },
  'health-zone': {
    story: 'domain-broken',
    go: async (page) => {
      await health(page);
      await page.locator('main input[name="search"]').fill('ptr');
    },
    there: 'main pre',
  },
};

const OUTLOOK: Record<string, Shown> = {
  'program-outlook': { story: 'outlook', go: program, there: 'main section' },
  'program-outlook-why': {
    story: 'outlook-imap',
    go: async (page) => {
      await program(page);
      await press(page, 0);
    },
    there: 'main button[aria-expanded="true"]',
  },
  'program-new-outlook': { story: 'outlook-new-only', go: programs, there: 'main section' },
  'set-up-levels': {
    story: 'outlook',
    go: async (page) => {
      await plan(page);
      await press(page, 0);
    },
    there: 'input[type="radio"]',
  },
  'set-up-outlook-plan': { story: 'outlook', go: plan, there: 'li[data-status="planned"]' },
  'set-up-outlook-working': { story: 'held-outlook', go: deed, there: '[role="progressbar"]' },
  'set-up-outlook-open': { story: 'held-outlook-open', go: deed, there: 'li[data-status="working"]' },
  'set-up-assisted-plan': { story: 'held-outlook-assisted', go: plan, there: 'input[type="radio"]' },
  'set-up-assisted': { story: 'held-outlook-assisted', go: deed, there: 'dl' },
  'set-up-walkthrough': { story: 'held-outlook-walkthrough', go: (page) => turn(page, 4), there: 'dl' },
  'set-up-walkthrough-end': { story: 'held-outlook-walkthrough', go: (page) => turn(page, 12), there: 'li[data-status="done"]:last-child' },
  'set-up-handed': {
    story: 'held-outlook-handed',
    go: async (page) => {
      await deed(page);
      await page.locator('main button[aria-expanded]').waitFor();
      await goOn(page);
    },
    there: 'li[data-status="working"]',
  },
  'set-up-begin-again': {
    story: 'held-outlook-again',
    go: async (page) => {
      await deed(page);
      await page.locator('main button[aria-expanded]').waitFor();
      await press(page, 0);
    },
    there: 'main li[data-status="working"]',
  },
  'trouble-stop': { story: 'outlook-stops', go: deed, there: 'main button[aria-expanded]' },
  'trouble-vanished': { story: 'outlook-vanishes', go: deed, there: 'main button[aria-expanded]' },
  'done-outlook': { story: 'outlook-imap', go: done, there: 'dl' },
};

export const PAGES: Record<string, Shown> = {
  ...OUTLOOK,
  ...HEALTH,
  address: { story: 'healthy', go: () => Promise.resolve(), there: 'input[name="address"]' },
  'address-repaired': { story: 'healthy', go: (page) => address(page, 'anna@firma,example'), there: 'input[aria-invalid="true"]' },
  'address-unfinished': { story: 'unfinished', go: () => Promise.resolve(), there: 'main button' },
  'address-managed': { story: 'managed', go: () => Promise.resolve(), there: 'input[name="address"]' },
  'address-managed-domains': { story: 'managed-domains', go: () => Promise.resolve(), there: 'select' },
  'address-managed-help': { story: 'managed', go: (page) => page.locator('footer button').first().click(), there: '#help-panel' },
  'sign-in-managed': {
    story: 'managed',
    go: async (page) => {
      await page.locator('input[name="address"]').fill('anna');
      await page.keyboard.press('Enter');
      await goOn(page);
      await goOn(page);
      await page.locator('input[type="password"]').fill('correct');
      await page.locator('main button[aria-pressed]').click();
    },
    there: 'main button[aria-pressed="true"]',
  },
  'address-demo': { story: 'demo', go: () => Promise.resolve(), there: 'aside' },
  'address-help': { story: 'helpdesk', go: (page) => page.locator('footer button').first().click(), there: '#help-panel' },
  'checking-looking': { story: 'held-looking', go: address, there: '[role="progressbar"]' },
  'checking-enough': { story: 'held-checking', go: address, there: 'main li[data-status="done"]' },
  'checking-found': { story: 'healthy', go: address, there: 'main li[data-status="done"]' },
  'checking-details': { story: 'conflict', go: address, there: 'main button[aria-expanded="true"]', more: '&details' },
  'checking-idn': { story: 'idn', go: address, there: 'main li[data-status="done"]' },
  program: { story: 'healthy', go: program, there: 'input[type="radio"]' },
  'program-missing': {
    story: 'thunderbird-missing',
    go: programs,
    there: 'main button',
  },
  'sign-in': { story: 'healthy', go: signIn, there: 'input[type="password"]' },
  'sign-in-checking': { story: 'held-sign-in', go: password, there: 'li[data-status="working"]' },
  'sign-in-refused': { story: 'wrong-password', go: (page) => password(page, 'wrong'), there: 'input[aria-invalid="true"]' },
  'sign-in-consent': { story: 'consent-needed', go: signIn, there: 'main input[type="radio"]' },
  'sign-in-works': { story: 'healthy', go: password, there: 'li[data-status="done"]:last-child' },
  'sign-in-partly': { story: 'partly', go: password, there: 'li[data-status="failed"]' },
  'sign-in-long-names': { story: 'long-names', go: signIn, there: 'input[type="password"]' },
  'set-up-plan': { story: 'healthy', go: plan, there: 'li[data-status="planned"]' },
  'set-up-working': {
    story: 'held-set-up',
    go: async (page) => {
      await plan(page);
      await goOn(page);
    },
    there: 'li[data-status="working"]',
  },
  'set-up-there': {
    story: 'already-there',
    go: plan,
    there: 'main li',
  },
  done: { story: 'healthy', go: done, there: 'dl' },
  'done-undo': { story: 'healthy', go: undo, there: 'dl' },
  'done-undone': {
    story: 'healthy',
    go: async (page) => {
      await undo(page);
      await page.locator('main button').last().click();
      await page.locator('dl').waitFor({ state: 'detached' });
    },
    there: 'h1',
  },
  'done-long-names': { story: 'long-names', go: done, there: 'dl' },
  phone: {
    story: 'healthy',
    go: async (page) => {
      await program(page);
      await choose(page, 1);
    },
    there: 'img',
  },
  'by-hand': {
    story: 'healthy',
    go: async (page) => {
      await program(page);
      await choose(page, 2);
    },
    there: 'dl',
  },
  'by-hand-not-copied': {
    story: 'no-clipboard',
    go: async (page) => {
      await program(page);
      await choose(page, 2);
      await press(page, 1);
    },
    there: 'dl + div',
  },
  walkthrough: {
    story: 'healthy',
    go: async (page) => {
      await program(page);
      await page.locator('main button').last().click();
    },
    there: 'main [data-picture]',
  },
  'trouble-nothing-found': { story: 'nothing-found', go: address, there: 'main ol' },
  'trouble-nothing-found-helpdesk': { story: 'nothing-found-helpdesk', go: address, there: 'main ol' },
  'trouble-offline': { story: 'offline', go: address, there: 'main ol' },
  'trouble-captive-portal': { story: 'captive-portal', go: address, there: 'main ol' },
  'trouble-certificate': { story: 'certificate-expired', go: password, there: 'main ol' },
  'trouble-program-open': {
    story: 'thunderbird-stays-open',
    go: async (page) => {
      await password(page);
      await page.locator('input[type="password"]').waitFor({ state: 'detached' });
      await goOn(page);
    },
    there: 'main ol',
  },
  'trouble-put-back': {
    story: 'not-verified',
    go: async (page) => {
      await plan(page);
      await goOn(page);
    },
    there: '#nothing, main section',
  },
};

export async function show(gallery: Gallery, name: string, locale: 'en' | 'de'): Promise<void> {
  const shown = PAGES[name];
  if (shown === undefined) throw new Error(`There is no page ${name}`);
  await gallery.look('light', '920');
  await gallery.visit(shown.story, locale, shown.more);
  await shown.go(gallery.page);
  await gallery.page.locator(shown.there).first().waitFor();
}
