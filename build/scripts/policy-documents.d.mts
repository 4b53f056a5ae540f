export interface PolicyDocuments {
  files: Record<string, string>;
  table: string;
}
export function policyDocuments(
  settings: Readonly<Record<string, { readonly kind: string; readonly nature: string }>>,
  defaults: Readonly<Record<string, unknown>>,
  sentences: { readonly en: Readonly<Record<string, string>>; readonly de: Readonly<Record<string, string>> },
): PolicyDocuments;
export const BEGIN: string;
export const END: string;
