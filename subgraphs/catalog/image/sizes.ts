import { decoding } from '../../../kit/upload/decoding.ts';

/** For a list, a page, and the whole screen. */
const WIDTHS = [160, 480, 1_200];

export interface MadeSize {
  name: string;
  width: number;
  height: number;
  contentType: 'image/webp' | 'image/jpeg';
  bytes: Buffer;
}

/**
 * A picture in its sizes, none wider than the picture: turned upright, in sRGB, and with nothing of what a camera or a program wrote beside
 * the picture. Rejects with NoImage.
 */
export const sizesOf = (read: () => Promise<Buffer>): Promise<MadeSize[]> =>
  decoding(read, async ({ image, width }) => {
    const widths = [...new Set(WIDTHS.map((wanted) => Math.min(wanted, width)))];
    const made: MadeSize[] = [];
    for (const wanted of widths) {
      const sized = image.clone().resize({ width: wanted }).toColourspace('srgb');
      const webp = await sized.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true });
      const flat = sized.clone().flatten({ background: '#ffffff' });
      const jpeg = await flat.jpeg({ quality: 80, mozjpeg: true }).toBuffer({ resolveWithObject: true });
      made.push(sizeOf('webp', 'image/webp', webp), sizeOf('jpg', 'image/jpeg', jpeg));
    }
    return made;
  });

const sizeOf = (
  extension: string,
  contentType: MadeSize['contentType'],
  { data, info: { width, height } }: { data: Buffer; info: { width: number; height: number } },
): MadeSize => ({ name: `${width}.${extension}`, width, height, contentType, bytes: data });
