import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WalkthroughValues } from '../../../../electron/core/model/walkthrough.ts';
import { drawnScenes, loadScene, type LoadedScene } from '../../../../renderer/scenes/catalogue.ts';
import { type Control, type Pane, SCREEN } from '../../../../renderer/scenes/scene.ts';
import { frameAt } from '../../../../renderer/scenes/stage/frame.ts';
import { timelineOf } from '../../../../renderer/scenes/stage/timeline.ts';

const VALUES: WalkthroughValues = {
  name: 'Anna Beispiel',
  email: 'anna@firma.example',
  server: 'mail.firma.example',
  user: 'anna@firma.example',
  profile: 'Mailramp – anna@firma.example',
  domain: 'firma.example',
  ip: '192.0.2.10',
  dkim: 'v=DKIM1;k=rsa;t=s;s=email;p=MIIBIjANBgkq',
};

const panesOf = ({ scene }: LoadedScene): Pane[] =>
  scene.steps.flatMap(({ panes, actions }) => [...panes, ...actions.flatMap((action) => (action.do === 'show' ? [action.pane] : []))]);

const wordsIn = (control: Control): string[] => {
  const { text, placeholder, detail } = { text: undefined, placeholder: undefined, detail: undefined, ...control };
  const lines = 'lines' in control ? control.lines.flat() : [];
  return [text, placeholder, detail, ...lines, ...('head' in control ? control.head : [])].filter((words) => words !== undefined);
};

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe.each(drawnScenes())('the scene %s', (id) => {
  const loaded: Partial<Record<'en' | 'de', LoadedScene | undefined>> = {};
  const at = (locale: 'en' | 'de'): LoadedScene => {
    const one = loaded[locale];
    if (one === undefined) throw new Error(`${id} has no ${locale} catalogue`);
    return one;
  };

  beforeAll(async () => {
    for (const locale of ['en', 'de'] as const) loaded[locale] = await loadScene(id, locale);
  });

  it('has its own name and at least three steps', () => {
    expect(at('en').scene.id).toBe(id);
    expect(at('en').scene.steps.length).toBeGreaterThanOrEqual(3);
  });

  it('says every step in both languages, with the same values in it', () => {
    const [en, de] = [at('en').texts, at('de').texts];
    const ids = at('en').scene.steps.map((step) => step.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(en.steps).sort()).toEqual([...ids].sort());
    expect(Object.keys(de.steps).sort()).toEqual([...ids].sort());
    for (const step of ids) {
      expect(placeholders(de.steps[step]?.instruction ?? '')).toEqual(placeholders(en.steps[step]?.instruction ?? ''));
      for (const { steps } of [en, de]) {
        const { caption = '', instruction = '' } = steps[step] ?? {};
        expect(caption.length).toBeGreaterThan(5);
        expect(caption.length).toBeLessThanOrEqual(120);
        expect(instruction.length).toBeGreaterThanOrEqual(caption.length * 0.6);
      }
    }
  });

  it('has a label in both languages for every word that it draws', () => {
    const keys = panesOf(at('en'))
      .flatMap(({ title, location, controls }) => [title, location ?? '', ...controls.flatMap(wordsIn)])
      .filter((words) => words !== '' && !words.startsWith('='));
    for (const locale of ['en', 'de'] as const) {
      const { labels } = at(locale).texts;
      expect(keys.filter((key) => labels[key] === undefined)).toEqual([]);
    }
    expect(at('en').scene.unsure.filter((key) => at('en').texts.labels[key] === undefined)).toEqual([]);
  });

  it('keeps its windows on the screen, and their controls inside them', () => {
    for (const { box, controls, frame } of panesOf(at('en'))) {
      const [left, top, width, height] = box;
      expect(left >= 0 && top >= 0 && left + width <= SCREEN.width && top + height <= SCREEN.height, box.join(' ')).toBe(true);
      if (frame === 'iphone' || frame === 'android') continue;
      for (const control of controls) {
        const [x, y, w, h] = control.box;
        expect(x >= 0 && y >= 0 && x + w <= width && y + h <= height, `${control.kind} ${control.box.join(' ')}`).toBe(true);
      }
    }
  });

  it('shows the same picture at a time, whichever way it is reached', () => {
    for (const locale of ['en', 'de'] as const) {
      const { scene, texts } = at(locale);
      const timeline = timelineOf(scene, texts, VALUES);
      const still = (time: number) => structuredClone(frameAt(scene, texts, VALUES, timeline, time));
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: -1000, max: timeline.length + 1000, noNaN: true }), { minLength: 2, maxLength: 8 }),
          (times) => {
            const forwards = times.map(still);
            const backwards = [...times].reverse().map(still).reverse();
            expect(backwards).toEqual(forwards);
          },
        ),
        { numRuns: 40 },
      );
    }
  });

  it('never writes a password, and hides what stands for one', () => {
    const { scene, texts } = at('en');
    const timeline = timelineOf(scene, texts, VALUES);
    const secrets = panesOf(at('en')).flatMap(({ controls }) => controls.filter((one) => one.kind === 'field' && one.secret === true));
    const { states } = frameAt(scene, texts, VALUES, timeline, timeline.length);
    for (const { id: name } of secrets) expect(states.get(name ?? '')?.typed ?? '').toMatch(/^•*$/);
    const typedAt = scene.steps.flatMap(({ actions }) => actions.flatMap((one) => (one.do === 'type' ? [one.at] : [])));
    expect(secrets.filter(({ id: name }) => typedAt.includes(name ?? ''))).toEqual([]);
  });

  it('takes long values and none at all', () => {
    const long = {
      ...VALUES,
      email: `${'a'.repeat(48)}@firma.example`,
      name: 'Ännchen '.repeat(12),
      server: `${'m'.repeat(60)}.firma.example`,
    };
    for (const values of [long, { name: '', email: '', server: '', user: '', profile: '', domain: '', ip: '', dkim: '' }]) {
      const { scene, texts } = at('de');
      const timeline = timelineOf(scene, texts, values);
      expect(frameAt(scene, texts, values, timeline, timeline.length).step).toBe(scene.steps.length - 1);
    }
  });
});
