import pLimit from 'p-limit';
import sharp, { type Sharp } from 'sharp';

/** An image of 8,000 by 6,250 pixels. A file that unfolds to more is refused before it is decoded. */
const MOST_PIXELS = 50_000_000;
/** So many images are decoded at a time, off the event loop; each may need 200 MB meanwhile. */
const AT_ONCE = 2;

sharp.cache(false);
sharp.concurrency(1);
const turn = pLimit(AT_ONCE);

/** It is no image that can be decoded to its end, is too large, or moves. */
export class NoImage extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NoImage';
  }
}

export interface Decoding {
  image: Sharp;
  /** Turned as its camera was held. */
  width: number;
  height: number;
}

/** Works on an image when it is its turn. The work decodes, and does nothing else: what it throws is NoImage. */
export const decoding = <T>(read: () => Promise<Buffer>, work: (decoding: Decoding) => Promise<T>): Promise<T> =>
  turn(async () => {
    const bytes = await read();
    const image = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true });
    const found = await image()
      .metadata()
      .catch((error: Error) => {
        throw new NoImage(wordsOf(error));
      });
    if ((found.pages ?? 1) > 1) throw new NoImage('Expected an image that does not move, got one of several pictures.');
    const { width, height } = found.autoOrient;
    if (width * height > MOST_PIXELS) throw new NoImage(TOO_LARGE);
    try {
      return await work({ image: image(), width, height });
    } catch (error) {
      throw new NoImage(wordsOf(error as Error));
    }
  });

/** Decodes the whole of an image and keeps nothing. Rejects with NoImage. */
export const decodedWhole = (read: () => Promise<Buffer>): Promise<void> =>
  decoding(read, async ({ image }) => void (await image.stats()));

const TOO_LARGE = `Expected an image of at most ${MOST_PIXELS / 1_000_000} million pixels, got a larger one. Make it smaller.`;
const wordsOf = ({ message }: Error): string =>
  /pixel limit/i.test(message)
    ? TOO_LARGE
    : 'Expected an image that can be decoded to its end, got one that is damaged or cut off. Export it anew.';
