import type { Rule } from 'eslint';

export const roomsRule: Rule.RuleModule;
export const noLiteralTextRule: Rule.RuleModule;
export function roomOf(file: string): string | undefined;
export function whyForbidden(file: string, imported: string): string | undefined;
