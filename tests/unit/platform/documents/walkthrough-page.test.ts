import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeValues } from '../../../../electron/core/model/walkthrough-values.ts';
import { composePage, type PageParts } from '../../../../electron/platform/documents/walkthrough-page.ts';

const scene: PageParts['scene'] = {
  scene: { id: 'thunderbird', steps: [{ id: 'open' }, { id: 'person' }] },
  texts: {
    title: 'Thunderbird & <more>',
    steps: {
      open: { caption: 'Open it.', instruction: 'Open it.' },
      person: { caption: 'Type it.', instruction: 'Type {name} and {email}.' },
    },
  },
  words: { play: 'Play' },
};

const pageFor = (values: Parameters<typeof completeValues>[0], script = 'start("</script><!--");', style = 'a{}'): string =>
  composePage({ script, style, scene, request: { scene: 'thunderbird', locale: 'de', values: completeValues(values), theme: 'dark' } });

const dataIn = (page: string): unknown => JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? '');

describe('a walkthrough as one page', () => {
  it('holds its text even where no script runs, in its language and theme', () => {
    const page = pageFor({ email: 'anna@firma.example', name: 'Anna' });
    expect(page).toContain('<html lang="de" data-theme="dark">');
    expect(page).toContain('<title>Thunderbird &amp; &lt;more&gt;</title>');
    expect(page).toContain('<li>Type Anna and anna@firma.example.</li>');
  });

  it('refers to nothing outside and lets nothing else run', () => {
    const page = pageFor({});
    expect(page).toMatch(/content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:/);
    expect(page.match(/(src|href)="[^"]*"/g)).toEqual(['href="data:,"']);
    expect(page.match(/<\/script>/gi)).toHaveLength(2);
    expect(page).not.toContain('<!--');
  });

  it('takes whatever a value holds for text', () => {
    const nasty = fc.stringMatching(/^([a-z"'&<>/!=() ]|<\/script>|<img onerror=x>|<!--|\u2028){0,40}$/);
    fc.assert(
      fc.property(nasty, fc.string(), (name, email) => {
        const page = pageFor({ name, email });
        expect(page.match(/<\/script>/gi)).toHaveLength(2);
        expect(page.match(/<(?!\/?(html|head|meta|link|title|style|body|main|h1|ol|li|script)\b|!doctype)[a-z!/]/gi)).toBeNull();
        expect(dataIn(page)).toMatchObject({ values: completeValues({ name, email }), locale: 'de' });
      }),
    );
  });
});
