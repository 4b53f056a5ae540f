/// <reference types="vite/client" />
import regularUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?inline';
import strongUrl from '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf?inline';

const bytes = (dataUrl: string): Buffer => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');

/** Noto Sans in its two weights (TrueType): Latin with all accents, Greek, Cyrillic, Vietnamese, Devanagari. */
export const fonts = (): { regular: Buffer; strong: Buffer } => ({ regular: bytes(regularUrl), strong: bytes(strongUrl) });
