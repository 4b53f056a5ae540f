/** An expected result: the value, or the problem that kept us from it. Exceptions are for bugs only. */
export type Outcome<Value, Failure> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Failure };

export const succeeded = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

export const failed = <Failure>(problem: Failure): { readonly ok: false; readonly problem: Failure } => ({ ok: false, problem });

/** For the `default` of a switch over a closed union: a forgotten member does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
