import { type DomainFacts, standing } from '../facts.ts';
import type { Fix } from '../finding.ts';
import { isTlsRptRecord, looksLikeTlsRpt, parseTlsRpt } from '../tls-rpt/record.ts';
import { addressChoice, ownTextsAt, replaceTexts, reportAddress, textsAt } from '../texts.ts';
import { causeOfSilence } from './hosts.ts';
import { found, type Rule } from './rule.ts';
import { announcesSts, hasTlsa } from './transport.ts';

/** Where others report that mail could not be delivered encrypted (RFC 8460); it matters once MTA-STS or DANE insists on that. */
export const tlsRpt: Rule = (facts) => {
  const name = `_smtp._tls.${facts.domain}`;
  if (standing(facts, 'TXT', name) === 'unknown') {
    const questions = [`TXT ${name}`];
    return [found('tls-rpt-unanswered', 'unknown', { who: 'network', facts: { name, questions }, ...causeOfSilence(facts, questions) })];
  }
  const records = textsAt(facts, name).filter(isTlsRptRecord);
  const [text] = records;
  if (records.length > 1)
    return [found('tls-rpt-several', 'fail', { facts: { name, count: records.length }, fix: proper(facts, name, records) })];
  if (text === undefined) {
    const alike = ownTextsAt(facts, name).find(looksLikeTlsRpt);
    if (alike !== undefined)
      return [found('tls-rpt-syntax', 'fail', { facts: { name, reason: 'version', term: alike }, fix: proper(facts, name, [alike]) })];
    const insists = announcesSts(facts) || hasTlsa(facts);
    return [
      found(insists ? 'tls-rpt-missing' : 'tls-rpt-none', insists ? 'warn' : 'info', { facts: { name }, fix: proper(facts, name, []) }),
    ];
  }
  const record = parseTlsRpt(text);
  if (!record.ok)
    return [found('tls-rpt-syntax', 'fail', { facts: { name, reason: record.code, term: record.term }, fix: proper(facts, name, [text]) })];
  return [found('tls-rpt-right', 'ok', { facts: { name, addresses: record.rua.map(({ uri }) => uri) } })];
};

/** With every address that stands in what is there already and can be read, else the one for reports. */
function proper(facts: DomainFacts, name: string, texts: readonly string[]): Fix[] {
  const known = [
    ...new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/\b(?:mailto:[^\s,;!"]{1,254}@[^\s,;!"]{1,254}|https:\/\/[^\s,;!"]{1,1024})/g)].map(([uri]) => uri),
      ),
    ),
  ];
  const rua = known.length > 0 ? known.slice(0, 2).join(',') : `mailto:${reportAddress(facts)}`;
  const record = `v=TLSRPTv1; rua=${rua}`;
  const usable = parseTlsRpt(record).ok ? record : `v=TLSRPTv1; rua=mailto:${reportAddress(facts)}`;
  const isOld = (text: string): boolean => isTlsRptRecord(text) || looksLikeTlsRpt(text);
  return [...replaceTexts(facts, name, isOld, usable), ...(known.length > 0 ? [] : addressChoice(facts))];
}
