export { PLAN_NEEDS, planStepPhrase, PROOF_NEEDS, proofPhrase, unaskedPhrase } from './code-words.ts';
export { phrase, type Phrase, say, type Translate, type Value } from './phrase.ts';
export { BECAUSE_NEEDS, MESSAGE_NEEDS, NEXT_NEEDS, type ProblemWords, problemWords } from './problem-words.ts';
export { type Catalogues, createTranslator, type Locale, LOCALES } from './translator.ts';
export { nameInBothForms, serviceNamed } from './values.ts';
