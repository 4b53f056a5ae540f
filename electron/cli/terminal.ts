export type TypedLine =
  | { kind: 'line'; text: string }
  /** More bytes than `limit`, the input ended before it began, or the person (or the signal) gave up. */
  | { kind: 'too-long' | 'ended' | 'gave-up' };

/** What a command sees of the terminal it runs in; made real in `system-terminal.ts`, played in tests. */
export interface Terminal {
  /** Resolves when the bytes are on their way, so that nothing is cut off at the end. */
  out(data: string | Uint8Array): Promise<void>;
  err(text: string): void;
  /** A person sits at standard input. */
  readonly interactive: boolean;
  readonly env: (name: string) => string | undefined;
  /** The first line of standard input without its end. */
  readLine(limit: number, signal: AbortSignal): Promise<TypedLine>;
  /** A line typed by a person, not shown. */
  readHidden(prompt: string, signal: AbortSignal): Promise<TypedLine>;
}
