import { BrowserWindow, type NativeImage, type Session, type WebContents } from 'electron';
import { z } from 'zod';
import { ORIGIN } from '../content.ts';
import { filmFacts, type FilmFacts, type FilmRequest, heightFor } from './film.ts';
import type { Pixels } from './palette.ts';

/** A film in a hidden window, of which any moment can be asked for in any order. */
export interface Reel extends FilmFacts {
  /** The moments at which the picture changes, at most one in each `interval` milliseconds. */
  moments(interval: number): Promise<number[]>;
  picture(time: number): Promise<NativeImage>;
  close(): void;
}

const PAGE = `${ORIGIN}/film.html`;
/** The strip below the picture that tells which picture it is. */
const STAMP = 8;
/** Looks at the window until the picture that was asked for is there. */
const LOOKS = 120;
const opened = z.object({ ok: z.literal(true) });

/** Opens the page of the film in a window that nobody sees, without a preload and with the window's own hardening. */
export async function openReel(session: Session, request: Omit<FilmRequest, 'format'>): Promise<Reel> {
  const size = { width: request.width, height: heightFor(request.width) };
  const window = new BrowserWindow({
    ...size,
    height: size.height + STAMP,
    show: false,
    frame: false,
    useContentSize: true,
    enableLargerThanScreen: true,
    webPreferences: {
      session,
      offscreen: true,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
      devTools: false,
    },
  });
  const close = (): void => window.destroy();
  const { webContents: page } = window;
  try {
    page.setFrameRate(60);
    await window.loadURL(PAGE);
    const asked = JSON.stringify({ ...request, caption: true });
    opened.parse(await page.executeJavaScript(`window.openFilm(${asked})`));
    const facts = filmFacts.parse(await page.executeJavaScript('JSON.parse(JSON.stringify(window.film))'));
    let number = 0;
    return {
      ...facts,
      moments: async (interval) => z.array(z.number()).parse(await page.executeJavaScript(`window.film.moments(${interval})`)),
      picture: (time) => pictureAt(page, time, (number += STRIDE), size),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Colours of neighbouring pictures must not be mistaken for each other when they are scaled. */
const STRIDE = 0x010305;

async function pictureAt(page: WebContents, time: number, number: number, size: { width: number; height: number }): Promise<NativeImage> {
  const stamp = number % 0x1000000;
  await page.executeJavaScript(`window.film.draw(${time}, ${stamp})`);
  for (let look = 0; look < LOOKS; look += 1) {
    const seen = await page.capturePage();
    const { width, height } = seen.getSize();
    if (stampOf(seen) === stamp) {
      const whole = height - STAMP === size.height && width === size.width;
      const strip = Math.round((height * STAMP) / (size.height + STAMP));
      const picture = seen.crop({ x: 0, y: 0, width, height: height - strip });
      return whole ? picture : picture.resize({ ...size, quality: 'best' });
    }
  }
  throw new Error('The picture that was drawn did not come');
}

/** Colour in the middle of the strip at the lower edge. */
function stampOf(image: NativeImage): number | undefined {
  const pixels = pixelsOf(image);
  const { width, height } = image.getSize();
  const colour = pixels[(height - 4) * width + Math.floor(width / 2)];
  return colour === undefined ? undefined : colour & 0xffffff;
}

/** A bitmap is blue, green, red, alpha: read as one number, on every processor Electron runs on, `0xAARRGGBB`. */
export function pixelsOf(image: NativeImage): Pixels {
  const bitmap = image.toBitmap();
  return new Uint32Array(bitmap.buffer.slice(bitmap.byteOffset, bitmap.byteOffset + bitmap.byteLength));
}
