/** What is used of gifenc 1.0.3, which ships no types of its own. */
declare module 'gifenc' {
  /** Red, green, blue; 0 to 255. */
  type Colour = number[];

  interface FrameOptions {
    /** Colour table; needed for the first frame, which it makes the global one. */
    palette?: Colour[];
    transparent?: boolean;
    transparentIndex?: number;
    /** Milliseconds. */
    delay?: number;
    /** 0: for ever; only read with the first frame. */
    repeat?: number;
    dispose?: number;
    colorDepth?: number;
  }

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
    bytesView(): Uint8Array;
  }

  /** Colour, one step after the other of the pixel's bytes: red, green, blue, alpha. */
  export function quantize(rgba: Uint8Array, maxColors: number, options?: { format?: 'rgb565' | 'rgb444' }): Colour[];
  export function GIFEncoder(options?: { initialCapacity?: number }): Encoder;
}
