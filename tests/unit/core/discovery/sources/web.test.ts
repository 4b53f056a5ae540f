import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../../../fakes/network.ts';
import { fixtureText } from '../fixture.ts';
import { bareWorld, discovered } from '../mailcow.ts';

const WELL_KNOWN = 'https://firma.example/.well-known/';

describe('well-known calendar and contacts', () => {
  const login = { code: 401, headers: { 'www-authenticate': 'Basic realm="SOGo"' } };

  it('are found where the redirect ends and a login is wanted', async () => {
    const world = bareWorld();
    world.network.page(`${WELL_KNOWN}caldav`, { code: 301, headers: { location: 'https://mail.provider.example/SOGo/dav/' } });
    world.network.page('https://mail.provider.example/SOGo/dav/', login);
    const { calendar, contacts } = (await discovered(world)).result.recommended;
    expect(calendar).toMatchObject({ url: 'https://mail.provider.example/SOGo/dav/', trusted: false });
    expect(calendar?.reasons).toEqual(expect.arrayContaining(['other-domain', 'answers-live']));
    expect(contacts).toBeNull();
  });

  it.each<[string, Page, boolean]>([
    ['a multistatus', { code: 207, body: '<multistatus/>' }, true],
    ['a login with a DAV header', { ...login, headers: { ...login.headers, dav: '1, calendar-access' } }, true],
    ['a site that wants a login for everything', login, false],
    ['a web page for everything', { body: fixtureText('catch-all.html') }, false],
    ['a redirect to the front page', { code: 302, headers: { location: '/' } }, false],
    ['a redirect to a page to log in', { code: 302, headers: { location: '/login?next=carddav' } }, false],
    ['a redirect to a refusal', { code: 302, headers: { location: '/dav/' } }, false],
    ['405', { code: 405 }, false],
  ])('are told apart from %s', async (_what, page, found) => {
    const world = bareWorld();
    world.network.page(`${WELL_KNOWN}carddav`, page);
    for (const path of ['', 'login']) world.network.page(`https://firma.example/${path}`, login);
    world.network.page('https://firma.example/dav/', { code: 401 });
    expect((await discovered(world)).result.recommended.contacts !== null).toBe(found);
  });
});

describe('well-known JMAP', () => {
  it.each<[string, Page, boolean]>([
    ['a session', { body: '{"capabilities":{"urn:ietf:params:jmap:core":{}}}' }, true],
    ['a login in JSON', { code: 401, headers: { 'www-authenticate': 'Bearer', 'content-type': 'application/problem+json' } }, true],
    ['a login page', { code: 401, headers: { 'www-authenticate': 'Basic', 'content-type': 'text/html' } }, false],
    ['a web page', { body: fixtureText('catch-all.html') }, false],
    ['other JSON', { body: '[]' }, false],
  ])('is judged by %s', async (_what, page, found) => {
    const world = bareWorld();
    world.network.page(`${WELL_KNOWN}jmap`, page);
    expect((await discovered(world)).result.services.some(({ protocol }) => protocol === 'jmap')).toBe(found);
  });
});

describe('PACC', () => {
  const URL_OF_FILE = 'https://ua-auto-config.firma.example/.well-known/user-agent-configuration.json';
  const digest = createHash('sha256').update(fixtureText('pacc.json')).digest('base64');

  it.each([
    ['a fitting digest', `v=UAAC1; a=sha256; d=${digest}`, 'found', 'digest: match'],
    ['another digest', 'v=UAAC1; a=sha256; d=AAAA', 'document-invalid', 'digest-mismatch'],
    ['no digest', 'v=other', 'found', 'digest: absent'],
  ])('with %s is judged by it', async (_what, text, outcome, detail) => {
    const world = bareWorld();
    world.network.page(URL_OF_FILE, fixtureText('pacc.json'));
    world.network.record('_ua-auto-config.firma.example', { type: 'TXT', chunks: [text] });
    const { result } = await discovered(world);
    expect(result.tried.find(({ source }) => source === 'pacc')).toMatchObject({ outcome, detail });
    expect(result.recommended.incoming?.host).toBe(outcome === 'found' ? 'imap.firma.example' : undefined);
  });

  it('under a signed digest counts as signed', async () => {
    const world = bareWorld();
    world.network.page(URL_OF_FILE, fixtureText('pacc.json'));
    world.network
      .record('_ua-auto-config.firma.example', { type: 'TXT', chunks: [`v=UAAC1; a=sha256; d=${digest}`] })
      .signed('_ua-auto-config.firma.example');
    const { incoming } = (await discovered(world)).result.recommended;
    expect(incoming).toMatchObject({ trusted: true, reasons: ['dnssec'], authentication: ['oauth2', 'password-cleartext'] });
  });
});

describe('a row of what was tried', () => {
  const certificate = { names: ['www.firma.example'], subject: 'www', issuer: 'x', validFrom: '', validTo: '', selfSigned: false };

  it.each<[Page, string, string | undefined]>([
    [{ fails: 'certificate-name', certificate }, 'certificate', 'certificate-name (www.firma.example)'],
    [{ fails: 'certificate-expired' }, 'certificate', 'certificate-expired'],
    [{ fails: 'certificate-untrusted' }, 'certificate', 'certificate-untrusted'],
    [{ fails: 'certificate-not-yet-valid' }, 'certificate', 'certificate-not-yet-valid'],
    [{ fails: 'refused' }, 'refused', 'refused'],
    [{ fails: 'reset' }, 'unreachable', 'reset'],
    [{ fails: 'private-address' }, 'private-address', 'private-address'],
    [{ body: 'x'.repeat(300 * 1024) }, 'too-large', 'too-large'],
    [{ after: 9000 }, 'timed-out', 'timed-out'],
    [{ code: 500 }, 'http-error', 'HTTP 500'],
    [{ code: 401 }, 'login-wanted', 'HTTP 401'],
    [{ code: 404 }, 'not-offered', 'HTTP 404'],
    [{ body: '' }, 'no-result', 'empty'],
    [{ body: '<clientConfig/>' }, 'document-invalid', 'no-provider'],
    [{ body: fixtureText('hostile-entity-bomb.xml') }, 'document-invalid', 'doctype'],
  ])('says what became of %j', async (page, outcome, detail) => {
    const world = bareWorld();
    world.network.page('https://autoconfig.firma.example/mail/config-v1.1.xml', page);
    const { result } = await discovered(world);
    expect(result.tried.find(({ source }) => source === 'autoconfig')).toMatchObject({ outcome, detail });
  });
});
