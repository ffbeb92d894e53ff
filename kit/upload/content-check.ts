import { fileTypeFromBuffer } from 'file-type';

/** What file-type needs of the beginning to tell what a file is. */
const HEAD_BYTES = 4_100;
/** PDF 32000-1, 7.5.5: the end of a PDF file is marked within its last bytes. */
const TAIL_BYTES = 1_024;
const TEXTS = new Set(['text/csv', 'application/x-ndjson']);
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');

/**
 * Looks at a file as it goes by: what it is, by its content and never by its name. `exact` also refuses what has something behind its end,
 * and so is a file of two kinds: for files that are kept byte for byte.
 */
export class ContentCheck {
  readonly #contentType: string;
  readonly #exact: boolean;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #fault: string | null = null;

  constructor(contentType: string, exact: boolean) {
    this.#contentType = contentType;
    this.#exact = exact;
  }

  /** What is wrong with it so far, ending the sentence "Expected …"; null: nothing. */
  take(bytes: Uint8Array): string | null {
    if (this.#head.length < HEAD_BYTES)
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, HEAD_BYTES - this.#head.length)]);
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    if (TEXTS.has(this.#contentType)) this.#fault ??= this.#textFault(bytes);
    return this.#fault;
  }

  /** What is wrong with the whole of it; null: nothing that can be seen without decoding it. */
  async end(): Promise<string | null> {
    if (this.#fault) return this.#fault;
    if (TEXTS.has(this.#contentType)) return this.#textFault(null);
    const found = (await fileTypeFromBuffer(this.#head))?.mime;
    if (found !== this.#contentType) return `a file of type ${this.#contentType}, got ${found ?? 'one that is none'}`;
    return this.#exact || found === 'application/pdf' ? this.#endFault() : null;
  }

  #textFault(bytes: Uint8Array | null): string | null {
    if (bytes?.includes(0)) return 'text without zero characters: a table or lines of JSON, saved as text';
    try {
      this.#utf8.decode(bytes ?? new Uint8Array(), { stream: bytes !== null });
      return null;
    } catch {
      return 'text in UTF-8, got bytes that are none. Save the file as UTF-8';
    }
  }

  #endFault(): string | null {
    if (this.#contentType === 'application/pdf') {
      const starts = this.#head.subarray(0, 5).toString('latin1') === '%PDF-';
      const ends = /%%EOF[\s\0]*$/.test(this.#tail.toString('latin1'));
      return starts && ends ? null : 'a whole PDF, from %PDF- to %%EOF and nothing around it. Export it anew';
    }
    const end = this.#contentType === 'image/png' ? PNG_END : JPEG_END;
    const last = this.#contentType === 'image/png' ? this.#tail : withoutZeros(this.#tail);
    return last.subarray(-end.length).equals(end)
      ? null
      : 'an image with nothing behind its end, such as a film or an archive. Export it anew';
  }
}

/** Some cameras fill up their last block. */
function withoutZeros(tail: Buffer): Buffer {
  let end = tail.length;
  while (end > 0 && tail[end - 1] === 0) end--;
  return tail.subarray(0, end);
}
